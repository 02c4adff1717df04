import EvalCore
import EvalRouters
import EvalSystem
import EvalTestSupport

/// Five traces with texts, and a folder in which a router's scripts lie.
struct LiveField {
  let folder: TemporaryFolder
  var field = TestField(texts: ["a", "bb \"q\"\n", "ccc", "dddd ü😀", "eeeee"])

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Returns what a router of these traces answered.
  func run(_ kind: RouterKind) throws -> RouterRunner.Answer {
    let suite = Suite(
      name: "demo", summary: nil, file: folder.file("suite.yaml"), golden: "g",
      ladder: field.models, cohorts: [], seed: 7, onInconclusive: .fail,
      showsRouteLLMCompat: false, routers: [], gates: [], sha256: "")
    let calibration = TestField(texts: ["a", "bb", "ccc", "dddd"]).field
    return try RouterRunner(suite: suite, field: field.field, calibration: ["other": calibration])
      .run(RouterSpec(name: "x", kind: kind, why: nil, line: 10))
  }

  /// Returns what a shell script answered.
  func run(
    sh script: String, threshold: Threshold? = nil, timeout: Double = 20, allowed: Int = 0
  ) throws -> RouterRunner.Answer {
    try run(
      .exec(
        ExecSpec(
          command: ["sh", "-c", script], threshold: threshold, timeout: timeout,
          allowedFaults: allowed)))
  }

  /// Returns the names of the models that a shell script chose.
  func choices(sh script: String, threshold: Threshold? = nil) throws -> [String] {
    try run(sh: script, threshold: threshold).decisions.models.map { field.models[Int($0)] }
  }

  /// Returns what is wrong with a shell script's answers, without the place.
  func complaint(
    sh script: String, threshold: Threshold? = nil, timeout: Double = 20, allowed: Int = 0
  ) -> String {
    complaint {
      _ = try run(sh: script, threshold: threshold, timeout: timeout, allowed: allowed)
    }
  }

  /// Returns what is wrong with a router, without the place.
  func complaint(_ body: () throws -> Void) -> String {
    complaints(body).map {
      $0.replacing("\(folder.path)/suite.yaml:10: router x: ", with: "")
    }.joined(separator: "\n")
  }
}
