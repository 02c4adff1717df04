import EvalCore
import EvalSystem
import EvalTestSupport
import EvalTraces
import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Mistakes of a golden's files and between its lines.
struct GoldenFileMistakeTests {
  private static let lines = ["a", "b", "c"].map { GoldenText.line($0) }

  @Test(arguments: [0, 2, 4])
  func `a number of rows that is not the manifest's`(rows: Int) throws {
    var text = GoldenText(lines: Self.lines)
    text.rows = rows
    #expect(try text.complaints() == ["traces.jsonl: has 3 traces, the manifest says \(rows)"])
  }

  @Test func `a file that is not the one recorded`() throws {
    var text = GoldenText(lines: Self.lines)
    text.sha256 = String(repeating: "0", count: 64)
    let actual = SHA256.hex(SHA256.digest(text.traces))
    let complaints = try text.complaints()
    #expect(complaints.count == 1)
    #expect(
      complaints.first?.hasPrefix(
        "traces.jsonl: is not the file that was recorded: its SHA-256 is \(actual), golden.yaml says"
          + " 0000") == true)
  }

  @Test func `both at once`() throws {
    var text = GoldenText(lines: Self.lines)
    text.sha256 = String(repeating: "0", count: 64)
    text.rows = 7
    #expect(try text.complaints().count == 2)
  }

  @Test func `an empty file`() throws {
    #expect(try GoldenText(lines: []).complaints() == ["golden.yaml: has no traces"])
    #expect(
      try GoldenText(bytes: Array("\n\n  \n".utf8)).complaints() == ["golden.yaml: has no traces"])
    var text = GoldenText(lines: [])
    text.rows = 3
    #expect(try text.complaints() == ["traces.jsonl: has 0 traces, the manifest says 3"])
  }

  @Test func `an id on two lines names both`() throws {
    let lines = ["b", "a", "c", "", "a"].map { $0.isEmpty ? "" : GoldenText.line($0) }
    let complaints = try GoldenText(lines: lines).complaints()
    #expect(complaints == ["traces.jsonl:5: id: `a` stands here again; first at traces.jsonl:2"])
  }

  @Test func `an id on three lines names the first each time, in line order`() throws {
    let lines = ["b", "a", "b", "a", "b"].map { GoldenText.line($0) }
    #expect(
      try GoldenText(lines: lines).complaints() == [
        "traces.jsonl:3: id: `b` stands here again; first at traces.jsonl:1",
        "traces.jsonl:4: id: `a` stands here again; first at traces.jsonl:2",
        "traces.jsonl:5: id: `b` stands here again; first at traces.jsonl:1",
      ])
  }

  @Test(arguments: [1, 2, 5])
  func `an id in two blocks names both lines, whatever the jobs`(jobs: Int) throws {
    var lines = (0..<60_000).map { GoldenText.line("t\($0)") }
    lines[50_000] = GoldenText.line("t17")
    #expect(
      try GoldenText(lines: lines).complaints(jobs: jobs)
        == ["traces.jsonl:50001: id: `t17` stands here again; first at traces.jsonl:18"])
  }

  @Test func `an id in two files names both`() throws {
    let folder = try TemporaryFolder()
    var text = GoldenText(lines: Self.lines)
    let other = GoldenText(lines: [GoldenText.line("z"), GoldenText.line("b")])
    try other.write(to: folder, as: "golden/more")
    let hash = SHA256.hex(SHA256.digest(other.traces))
    text.manifest.append("  - {path: more/traces.jsonl, rows: 2, sha256: \(hash)}")
    try text.write(to: folder)
    // The manifest lists `more` first.
    #expect(
      readingComplaints(in: folder)
        == ["traces.jsonl:2: id: `b` stands here again; first at more/traces.jsonl:2"])
  }

  @Test func `two hundred ids twice are counted`() throws {
    let ids = (0..<200).map { GoldenText.line("t\($0)") }
    let complaints = try GoldenText(lines: ids + ids).complaints()
    #expect(complaints.count == 21)
    #expect(complaints.last == "traces.jsonl: and 180 more like these")
  }

  @Test func `ids that look alike are different where their bytes are`() throws {
    let lines = ["\u{e9}", "e\u{301}", "E", "e"].map { GoldenText.line($0) }
    let golden = try GoldenText(lines: lines).read().golden
    #expect(golden.count == 4)
    #expect(golden.clusterCount == 4)
  }

  @Test func `a missing folder, manifest or file`() throws {
    let folder = try TemporaryFolder()
    #expect(readingComplaints(in: folder) == ["golden: no such golden: this folder does not exist"])
    try AtomicFile.makeFolder(folder.file("golden"))
    #expect(readingComplaints(in: folder) == ["golden.yaml: does not exist"])
    try GoldenText(lines: Self.lines).write(to: folder)
    try FileManager.default.removeItem(atPath: folder.file("golden/traces.jsonl"))
    #expect(readingComplaints(in: folder) == ["traces.jsonl: does not exist"])
    try AtomicFile.makeFolder(folder.file("golden/traces.jsonl"))
    #expect(readingComplaints(in: folder) == ["traces.jsonl: is a folder, not a file"])
  }

  @Test
  func `a pipe in place of a file is refused, not waited for`() throws {
    let folder = try TemporaryFolder()
    try GoldenText(lines: Self.lines).write(to: folder)
    try FileManager.default.removeItem(atPath: folder.file("golden/traces.jsonl"))
    try #require(mkfifo(folder.file("golden/traces.jsonl"), 0o600) == 0)
    #expect(readingComplaints(in: folder) == ["traces.jsonl: is not a file"])
  }

  @Test(arguments: [
    "../traces.jsonl", "/etc/passwd", "a/../../x", "..", "\"a\\0b\"", "\"\"", "more/../../x",
  ])
  func `paths that lead out of the folder are refused`(path: String) throws {
    let folder = try TemporaryFolder()
    try GoldenText(lines: Self.lines).write(to: folder)
    try folder.edit("golden/golden.yaml", "path: traces.jsonl", "path: \(path)")
    let complaints = readingComplaints(in: folder)
    #expect(complaints.count == 1, "\(complaints)")
    #expect(complaints.first?.hasPrefix("golden.yaml:8: files[0]") == true)
    #expect(complaints.first?.contains("must be a path inside the golden's folder") == true)
  }
}
