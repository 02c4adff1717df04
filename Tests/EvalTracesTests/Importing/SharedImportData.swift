import Foundation

/// The public data beside the project's folder; it is not part of the project.
enum SharedImportData {
  /// The project's folder.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  static let path = URL(fileURLWithPath: root + "/../shared/data").standardized.path

  static let hasRouteLLM = FileManager.default.fileExists(atPath: path + "/routellm/mt_bench")
  static let hasRouterBench = FileManager.default.fileExists(
    atPath: path + "/routerbench/reference_data.csv")

  static let hasOmnisBench = FileManager.default.fileExists(
    atPath: path + "/omnisbench/results-2026-08-19.json")

  static func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path))
  }
}
