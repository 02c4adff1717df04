import Foundation
package import Testing

/// Compares an output with the one that was recorded.
package enum Snapshot {
  /// Expects a text to equal the file that is kept for it.
  ///
  /// With `EVALROUTE_RECORD=1` the file is written, and the test fails: a recording is no pass.
  ///
  /// - Parameters:
  ///   - text: What came out.
  ///   - name: The file under the folder `Snapshots` beside the test.
  ///   - file: The test's own file.
  ///   - location: Where a difference is reported.
  package static func expect(
    _ text: String, equals name: String, file: String = #filePath,
    location: SourceLocation = #_sourceLocation
  ) {
    let url = URL(fileURLWithPath: file).deletingLastPathComponent()
      .appendingPathComponent("Snapshots").appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["EVALROUTE_RECORD"] == "1" {
      try? Data(text.utf8).write(to: url)
      Issue.record("recorded \(name): look at it, then run again", sourceLocation: location)
      return
    }
    let recorded = (try? Data(contentsOf: url)).map { String(decoding: $0, as: UTF8.self) }
    if recorded != text {
      try? Data(text.utf8).write(to: url.appendingPathExtension("got"))
    }
    #expect(recorded == text, "differs from \(name); see \(name).got", sourceLocation: location)
  }
}
