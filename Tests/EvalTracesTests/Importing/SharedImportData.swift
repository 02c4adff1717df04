import Foundation

/// The public data beside the project's folder; it is not part of the project.
enum SharedImportData {
  static let path = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("../shared/data").standardized.path

  static let hasRouteLLM = FileManager.default.fileExists(atPath: path + "/routellm/mt_bench")
  static let hasRouterBench = FileManager.default.fileExists(
    atPath: path + "/routerbench/reference_data.csv")
}
