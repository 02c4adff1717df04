import Foundation

/// Where things lie, from this file's own place.
enum Repository {
  /// The package's folder.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let docs = root.appendingPathComponent("docs")
  static let snapshots = root.appendingPathComponent("Tests/EvalReportsTests/Snapshots")

  /// The schemas of other tools, which are not part of the package.
  static let foreignSchemas = root.deletingLastPathComponent()
    .appendingPathComponent("shared/data/junit")

  static func exists(_ url: URL) -> Bool {
    FileManager.default.fileExists(atPath: url.path)
  }
}
