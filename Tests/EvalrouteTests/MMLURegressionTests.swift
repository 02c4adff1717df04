import EvalTestSupport
import Foundation
import Testing

/// A regression in one subject of real figures: found, named first, and worth exactly its flips.
struct MMLURegressionTests {
  private let folder: TemporaryFolder
  private let program: Program
  private let subject = "professional_medicine"

  /// Adds two signals to MMLU: the prompt's length but for one subject, which goes to the weak
  /// model throughout; and the same with as much quality won back elsewhere.
  init() throws {
    folder = try TemporaryFolder()
    try folder.copy(fromProject: "suites/mmlu")
    try folder.copy(fromProject: "goldens/mmlu")
    try folder.copy(fromProject: "goldens/gsm8k")
    program = Program(in: folder.path)
    let path = "goldens/mmlu/traces.jsonl"
    let lines = try folder.text(path).split(separator: "\n")
    var owed = 0
    var parsed: [(line: Substring, length: Double, isSubject: Bool, gap: Int)] = []
    for line in lines {
      let length = try #require(Self.number(after: "\"length\":", in: line))
      let qualities = line.components(separatedBy: "\"quality\":").dropFirst()
        .compactMap { $0.first?.wholeNumberValue }
      let isSubject = line.contains("\"subject\":\"\(subject)\"")
      parsed.append((line, length, isSubject, qualities[0] - qualities[1]))
      if isSubject, length >= 0.07675 { owed += qualities[0] - qualities[1] }
    }
    var won = 0
    var text = ""
    for (index, trace) in parsed.enumerated() {
      let one = trace.isSubject ? 0 : trace.length
      var two = one
      if won < owed, !trace.isSubject, trace.length < 0.07675, trace.gap > 0, index % 3 == 0 {
        two = 1
        won += 1
      }
      text += trace.line.dropLast(2) + ",\"one\":\(one),\"two\":\(two)}}\n"
    }
    try folder.write(text, to: path)
    let digests = try program.run("lint", "goldens/mmlu").stdout.split(separator: " ")
      .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: ",;.\"")) }
      .filter { $0.count == 64 && $0.allSatisfy(\.isHexDigit) }
    try #require(digests.count == 2)
    try folder.edit("goldens/mmlu/golden.yaml", digests[1], digests[0])
  }

  private static func number(after key: String, in line: Substring) -> Double? {
    guard let range = line.range(of: key) else { return nil }
    return Double(line[range.upperBound...].prefix { "0123456789.eE+-".contains($0) })
  }

  private func run(signal: String) throws -> [String: Any] {
    try folder.edit(
      "suites/mmlu/suite.yaml", "kind: signal, signal: length", "kind: signal, signal: \(signal)")
    let result = try program.run("run", "suites/mmlu", "--json")
    #expect(result.status == 1, "\(result.stderr)")
    return try result.json
  }

  private func gates(_ report: [String: Any]) throws -> [[String: Any]] {
    try #require(report["gates"] as? [[String: Any]])
  }

  @Test func `the subject is named first, and its flips add up to the change`() throws {
    let report = try run(signal: "one")
    let failed = try gates(report).filter { $0["verdict"] as? String == "failed" }
    #expect((failed.first?["cohort"] as? [String: String])?["subject"] == subject)
    #expect(failed.count == 1)
    let comparison = try #require(
      (report["comparison"] as? [[String: Any]])?.first { $0["router"] as? String == "length" })
    let flips = try #require(comparison["flip_list"] as? [[String: Any]])
    #expect(flips.count == comparison["flips"] as? Int)
    #expect(flips.allSatisfy { ($0["trace"] as? String)?.contains(subject) == true })
    let sum = flips.reduce(0) {
      $0 + ($1["quality_after"] as? Double ?? 0) - ($1["quality_before"] as? Double ?? 0)
    }
    let delta = try #require((comparison["delta"] as? [String: Any])?["estimate"] as? Double)
    #expect((sum / 14_042 - delta).magnitude < 1e-12)
  }

  @Test func `made up for elsewhere, the average holds and the subject does not`() throws {
    let gates = try gates(try run(signal: "two"))
    let whole = try #require(
      gates.first {
        $0["router"] as? String == "length" && $0["metric"] as? String == "quality"
          && $0["compared_with"] as? String == "baseline"
          && ($0["cohort"] as? [String: String])?.isEmpty == true
      })
    #expect(whole["verdict"] as? String != "failed")
    let failed = gates.filter { $0["verdict"] as? String == "failed" }
    #expect(failed.map { ($0["cohort"] as? [String: String])?["subject"] } == [subject])
  }
}
