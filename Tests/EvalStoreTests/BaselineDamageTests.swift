import EvalCore
import EvalStore
import EvalSystem
import Testing

/// Every mistake in the two files is reported with its line, and none is trusted.
struct BaselineDamageTests {
  private let contents: BaselineFile.Contents

  init() throws {
    let run = SampleRun.usual
    contents = try BaselineFile.render(report: run.report, traces: run.traces)
  }

  private var json: String { String(decoding: contents.json, as: UTF8.self) }
  private var lines: [String] {
    String(decoding: contents.decisions, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Reads changed decisions under figures whose hash was changed with them.
  private func read(decisions: String, json: String? = nil) throws -> BaselineRun {
    let bytes = Array(decisions.utf8)
    let hash = SHA256.hex(SHA256.digest(contents.decisions))
    let json = (json ?? self.json)
      .replacing(hash, with: SHA256.hex(SHA256.digest(bytes)))
    return try BaselineFile.read(json: Array(json.utf8), decisions: bytes, ref: "r")
  }

  /// Reads decisions whose fifth line was changed.
  private func message(changing change: (String) -> String) -> String {
    var lines = lines
    lines[4] = change(lines[4])
    do {
      _ = try read(decisions: lines.joined(separator: "\n") + "\n")
      return "accepted"
    } catch {
      return "\(error)"
    }
  }

  @Test(
    arguments: [
      ("{\"id\":\"0002-1\"", "{\"id\" :\"0002-1\"", "where `{\"id\":` must be"),
      ("\"0002-1\"", "\"0000-1\"", "the id `0000-1` does not come after `0001-2`"),
      ("\"0002-1\"", "\"0001-2\"", "the id `0001-2` does not come after `0001-2`"),
      ("\"0002-1\"", "\"0002-1", "where `,\"q\":[` must be"),
      ("\"0002-1\"", "\"0002\\x1\"", "its id has an unknown escape"),
      ("\"0002-1\"", "\"0002\\u0041\"", "its id has an escape that is not one of a control"),
      ("\"0002-1\"", "\"0002\t1\"", "a control character stands in its id"),
      (",\"q\":[", ",\"q\":[x", "where a number must be"),
      (",\"q\":[", ",\"q\":[1,", "where `],\"c\":[` must be"),
      (",\"q\":[", ",\"q\":[0.1234567,", "a quality has 7 decimals; it has 1 to 6"),
      (",\"q\":[", ",\"q\":[99999999999999999999", "a number is too large"),
      (",\"q\":[", ",\"q\":[9999999999999,", "a number is too large"),
      ("\"c\":[", "\"c\":[null,", "weak has a cost on some lines and none on others"),
      ("\"c\":[", "\"c\":[1.5,", "where `,` must be"),
      ("\"r\":[[", "\"r\":[[2],[", "router mf chose model 2; there are 2, counted from 0"),
      ("\"r\":[[", "\"r\":[[-1],[", "router mf chose model -1; there are 2, counted from 0"),
      ("\"r\":[[", "\"r\":[[0],[", "router mf has a score on some lines and none on others"),
      ("\"r\":[[", "\"r\":[[0,0x1p2],[", "where a number must be"),
      ("\"r\":[[", "\"r\":[[0,+1],[", "where a number must be"),
      ("\"r\":[[", "\"r\":[[0,nan],[", "where `null` must be"),
      ("\"r\":[[", "\"r\":[[0,inf],[", "where a number must be"),
      ("\"r\":[[", "\"r\":[[0,],[", "where a number must be"),
      ("]]}", "]}", "where `]` must be"), ("]]}", "]]} ", "where the end of the line must be"),
      ("]]}", "],[0]]}", "where `]` must be"), ("]]}", "", "the line ends at column"),
      ("]]}", "]]}\n", "the line ends at column 1, where `{\"id\":` must be"),
      ("{", "<<<<<<< HEAD\n{", "`<<<<<<< HEAD` stands at column 1"),
    ])
  func `a mistake in a line is reported with the line`(
    old: String, new: String, expected: String
  ) {
    let message = message { $0.replacing(old, with: new, maxReplacements: 1) }
    let line = new.hasSuffix("\n") ? 6 : 5
    #expect(message.hasPrefix("r: baseline.decisions.jsonl:\(line): "), "\(message)")
    #expect(message.contains(expected), "\(message)")
  }

  @Test func `all mistaken lines are reported at once`() {
    var lines = lines
    lines[2] = "x"
    lines[7] = "{}"
    let error = #expect(throws: ProblemReport.self) {
      try read(decisions: lines.joined(separator: "\n") + "\n")
    }
    #expect(error?.problems.compactMap(\.line) == [3, 8])
  }

  @Test func `an id that is not UTF-8 is refused`() {
    var decisions = contents.decisions
    decisions[7] = 0xFF
    let error = #expect(throws: ProblemReport.self) {
      try BaselineFile.read(json: contents.json, decisions: decisions, ref: "r")
    }
    #expect(error?.description.contains(":1: its id is not UTF-8") == true)
  }

  @Test func `another file of decisions is refused`() {
    #expect(
      throws: ProblemReport(
        file: "r: baseline.decisions.jsonl",
        message: "is not the file that baseline.json was written with (its SHA-256 differs): check"
          + " out both from one commit, or accept the run again")
    ) {
      try BaselineFile.read(
        json: contents.json, decisions: Array((lines[0] + "\n").utf8), ref: "r")
    }
  }

  @Test func `changed line ends are named once`() {
    let windows = lines.joined(separator: "\r\n") + "\r\n"
    #expect(
      throws: ProblemReport(
        file: "r: baseline.decisions.jsonl",
        message: "its line ends were changed to CRLF: write `*.jsonl -text` into .gitattributes and"
          + " check it out again")
    ) { try read(decisions: windows) }
  }

  @Test func `a missing line is counted`() {
    #expect(
      throws: ProblemReport(
        file: "r: baseline.decisions.jsonl",
        message: "has 39 traces, baseline.json says 40: accept the run again")
    ) { try read(decisions: lines.dropLast().joined(separator: "\n") + "\n") }
  }

  @Test func `a last line that is cut off is refused`() {
    let error = #expect(throws: ProblemReport.self) {
      try read(decisions: lines.joined(separator: "\n"))
    }
    #expect(error?.description.contains(":40: the file is cut off in this line") == true)
  }

  @Test(
    arguments: [
      ("\"version\" : 1", "\"version\" : 2", "version: is 2; this evalroute reads version 1"),
      ("\"version\" : 1", "\"vers\" : 1", "the key `version` is missing"),
      ("\"suite\" :", "\"suit\" :", "the key `suite` is missing"),
      ("\"seed\" : 20240617", "\"seed\" : -1", "`metric_version` and `seed` must be whole numbers"),
      ("\"metric_version\" : 1", "\"metric_version\" : 1.5", "must be whole numbers"),
      ("\"traces\" : 40", "\"traces\" : \"forty\"", "`traces` must be a number of traces"),
      ("\"units_per_point\" : 1000000", "\"units_per_point\" : 0", "must be at least 1"),
      ("\"verdict\" : \"passed\"", "\"verdict\" : \"fine\"", "`verdict` must be passed, failed or"),
      ("\"kind\" : \"signal\"", "\"kin\" : \"signal\"", "the key `kind` is missing"),
      ("\"models\" : [", "\"models\" : [], \"m\" : [", "`models` must list 1 to 256 models"),
      ("{", "<<<<<<< HEAD\n{", "is not YAML here"), ("}\n", "", ""),
    ])
  func `a mistake in the figures is reported with its line`(
    old: String, new: String, expected: String
  ) {
    let changed =
      old == "}\n" ? String(json.dropLast(2)) : json.replacing(old, with: new, maxReplacements: 1)
    let error = #expect(throws: ProblemReport.self) {
      try BaselineFile.read(
        json: Array(changed.utf8), decisions: contents.decisions, ref: "r")
    }
    #expect(error?.problems.allSatisfy { $0.line != nil } == true, "\(error?.description ?? "")")
    #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
    #expect(error?.description.hasPrefix("r: baseline.json:") == true)
  }

  @Test(arguments: ["", "{}", "[]", "null", "\u{0}", "{\"version\": 1}"])
  func `figures that are something else are refused`(json: String) {
    #expect(throws: ProblemReport.self) {
      try BaselineFile.read(json: Array(json.utf8), decisions: contents.decisions, ref: "r")
    }
  }

  @Test(arguments: 0..<200)
  func `a changed byte anywhere is refused or harmless`(seed: Int) {
    var random = SeededRandom(UInt64(seed))
    var decisions = contents.decisions
    decisions[Int(random.below(UInt64(decisions.count)))] ^= UInt8(1 + random.below(255))
    #expect(throws: ProblemReport.self) {
      try BaselineFile.read(json: contents.json, decisions: decisions, ref: "r")
    }
    var json = contents.json
    json[Int(random.below(UInt64(json.count)))] ^= UInt8(1 + random.below(255))
    do {
      _ = try BaselineFile.read(json: json, decisions: contents.decisions, ref: "r")
    } catch {
      #expect(!error.problems.isEmpty)
    }
  }

  @Test(arguments: 0..<60)
  func `files cut anywhere are refused`(seed: Int) {
    var random = SeededRandom(UInt64(seed))
    let decisions = contents.decisions.prefix(
      Int(random.below(UInt64(contents.decisions.count))))
    #expect(throws: ProblemReport.self) {
      try read(decisions: String(decoding: decisions, as: UTF8.self))
    }
    let json = contents.json.prefix(Int(random.below(UInt64(contents.json.count - 2))))
    #expect(throws: ProblemReport.self) {
      try BaselineFile.read(json: Array(json), decisions: contents.decisions, ref: "r")
    }
  }
}
