import EvalCore
import EvalSystem
import EvalTestSupport
import EvalTraces
import Foundation

/// A golden's folder as text: its manifest and one file of traces, right unless a test says otherwise.
struct GoldenText {
  /// Line 2 is `name`, 3 `quality`, 4 to 6 the models, 7 and 8 the files.
  var manifest = [
    "version: 1",
    "name: demo",
    "quality: {min: 0, max: 1}",
    "models:",
    "  big: {input_per_million_usd: 10.0, output_per_million_usd: 30.0, priced: 2024-06-17}",
    "  small: ~",
    "files:",
  ]
  /// The file's bytes, as UTF-8.
  var traces: [UInt8]
  /// What the manifest says instead of the truth.
  var rows: Int?
  var sha256: String?

  init(lines: [String], end: String = "\n") {
    traces = Array(lines.map { $0 + end }.joined().utf8)
  }

  init(bytes: [UInt8]) {
    traces = bytes
  }

  /// A line with an id, the qualities of both models, and anything else.
  static func line(
    _ id: String, big: String = "1", small: String = "0", _ rest: String = ""
  ) -> String {
    #"{"id":"\#(id)","outcomes":{"big":{"quality":\#(big)},"small":{"quality":\#(small)}}\#(rest)}"#
  }

  /// How many lines are not blank.
  private var truth: Int {
    traces.split(separator: UInt8(ascii: "\n")).count { line in
      !line.allSatisfy { [0x20, 0x09, 0x0D].contains($0) }
    }
  }

  /// Writes the folder and returns its path.
  @discardableResult
  func write(to folder: TemporaryFolder, as name: String = "golden") throws -> String {
    let hash = sha256 ?? SHA256.hex(SHA256.digest(traces))
    let file = "  - {path: traces.jsonl, rows: \(rows ?? truth), sha256: \(hash)}"
    let text = (manifest + [file]).joined(separator: "\n") + "\n"
    try folder.write(text, to: "\(name)/golden.yaml")
    try Data(traces).write(to: URL(fileURLWithPath: folder.file("\(name)/traces.jsonl")))
    return folder.file(name)
  }

  func read(jobs: Int = 2) throws -> GoldenReader.Reading {
    let folder = try TemporaryFolder()
    return try GoldenReader(jobs: jobs).read(write(to: folder))
  }

  /// What is wrong with it, without the folder before each file.
  func complaints(jobs: Int = 2) throws -> [String] {
    let folder = try TemporaryFolder()
    try write(to: folder)
    return readingComplaints(in: folder, jobs: jobs)
  }
}

/// What is wrong with the golden in a temporary folder, without the folder before each file.
func readingComplaints(in folder: TemporaryFolder, jobs: Int = 2) -> [String] {
  do {
    _ = try GoldenReader(jobs: jobs).read(folder.file("golden"))
    return []
  } catch {
    return error.problems.map {
      $0.description.replacing("\(folder.path)/golden/", with: "")
        .replacing("\(folder.path)/", with: "")
    }
  }
}

/// A golden's columns as texts: two goldens are the same where these are.
func facts(_ golden: Golden) -> [String] {
  var facts = [
    golden.name, "\(golden.scale)", "\(golden.models)", "\(golden.prices)",
    "\((0..<golden.count).map { golden.ids[$0] })", "\(golden.clusters)",
    "\(golden.clusterCount)", "\(String(describing: golden.weights))", golden.sha256,
  ]
  for label in golden.labels {
    facts.append("\(label.name) \(label.levels.map { Array($0.utf8) }) \(label.codes)")
  }
  for outcomes in golden.outcomes { facts.append("\(outcomes)") }
  for signal in golden.signals {
    facts.append("\(signal.name) \(signal.values.map { $0.isNaN ? "missing" : "\($0)" })")
  }
  if let messages = golden.messages {
    facts.append(
      "\((0..<golden.count).map { trace in messages.messages(of: trace).map { "\(messages.roles[$0]): \(messages.contents[$0])" } })"
    )
  }
  return facts
}
