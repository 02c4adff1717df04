import Foundation
import Testing

/// Whole outputs kept as files, to be read in review.
enum Snapshot {
  /// Compares a text with its file; `EVALROUTE_RECORD=1` writes the file and fails the test.
  static func expect(
    _ text: String, named name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = Repository.snapshots.appendingPathComponent(name)
    let got = file.appendingPathExtension("got")
    if ProcessInfo.processInfo.environment["EVALROUTE_RECORD"] == "1" {
      try Data(text.utf8).write(to: file)
      Issue.record(
        "recorded \(name): run again without EVALROUTE_RECORD", sourceLocation: sourceLocation)
      return
    }
    let wanted = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    guard wanted != text else {
      try? FileManager.default.removeItem(at: got)
      return
    }
    try Data(text.utf8).write(to: got)
    Issue.record("\(name) differs: \(difference(wanted, text))", sourceLocation: sourceLocation)
  }

  private static func difference(_ wanted: String, _ found: String) -> String {
    let left = wanted.split(separator: "\n", omittingEmptySubsequences: false)
    let right = found.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(left, right).enumerated().first { $0.element.0 != $0.element.1 }
    guard let line else { return "\(left.count) lines wanted, \(right.count) found" }
    return "line \(line.offset + 1)\n  wanted \(line.element.0)\n  found  \(line.element.1)"
  }
}
