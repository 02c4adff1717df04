import EvalSystem
import Foundation

/// A folder of small files that is gone when the test is.
final class ImportFolder {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("evalroute-import-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file, folders on the way included, and returns its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try write(Array(text.utf8), to: name)
  }

  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    let path = file(name)
    try AtomicFile.write(bytes, to: path)
    return path
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: file(name), encoding: .utf8)
  }
}

/// Returns the lines that a person would read, the folder's path left out of them.
func complaints(in folder: ImportFolder? = nil, _ body: () throws -> Void) -> [String] {
  do {
    try body()
    return []
  } catch let report as ProblemReport {
    return report.problems.map { problem in
      guard let folder else { return problem.description }
      return problem.description.replacingOccurrences(of: folder.path + "/", with: "")
    }
  } catch {
    return ["not a report: \(error)"]
  }
}
