import Foundation

/// A folder that goes when the test does.
package final class TemporaryFolder: Sendable {
  package let path: String

  /// Makes the folder.
  ///
  /// - Throws: Where the disk does not allow it.
  package init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("evalroute-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Returns the path of a file in it.
  package func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file in it, folders on the way included.
  ///
  /// - Throws: Where the disk does not allow it.
  package func write(_ text: String, to name: String) throws {
    let url = URL(fileURLWithPath: file(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// Reads a file in it.
  ///
  /// - Throws: Where there is none.
  package func text(_ name: String) throws -> String { try Self.read(file(name)) }

  /// Tells whether a file in it exists.
  package func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: file(name))
  }

  /// Reads any file.
  ///
  /// - Throws: Where there is none.
  package static func read(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }

  /// Copies a folder or file of the project into it.
  ///
  /// - Throws: Where there is none.
  package func copy(fromProject name: String) throws {
    let target = URL(fileURLWithPath: file(name))
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: "\(Project.root)/\(name)", toPath: target.path)
  }

  /// Replaces a text in a file, which must hold it.
  ///
  /// - Throws: Where the file does not hold it.
  package func edit(_ name: String, _ old: String, _ new: String) throws {
    let text = try text(name)
    guard text.contains(old) else { throw MissingText(file: name, text: old) }
    try write(text.replacing(old, with: new), to: name)
  }

  private struct MissingText: Error {
    var file: String
    var text: String
  }
}

/// The checkout that the tests belong to.
package enum Project {
  /// Its folder.
  package static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
}
