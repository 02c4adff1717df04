import Foundation

/// Reads files, and says in a person's words why one could not be read.
package enum FileBytes {
  /// Returns the whole contents of a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - shown: The name used in messages; the path itself where nil.
  /// - Returns: The bytes.
  /// - Throws: `ProblemReport` where the file is missing, a folder, or unreadable.
  package static func read(_ path: String, shown: String? = nil) throws(ProblemReport) -> [UInt8] {
    let file = try OpenFile(path, shown: shown)
    return try file.read(at: 0, count: file.size)
  }

  /// Tells whether a path is an existing folder.
  package static func isFolder(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      && isDirectory.boolValue
  }

  /// Tells whether a path is an existing file.
  package static func isFile(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      && !isDirectory.boolValue
  }

  /// Joins a path to the folder it is relative to, and drops `.` and `..` where that is safe.
  package static func join(_ folder: String, _ path: String) -> String {
    if path.hasPrefix("/") { return path }
    let joined = folder.isEmpty || folder == "." ? path : "\(folder)/\(path)"
    return normalized(joined)
  }

  /// Drops `.` components and resolves `..` against named components, textually.
  package static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    let body = parts.joined(separator: "/")
    if path.hasPrefix("/") { return "/" + body }
    return body.isEmpty ? "." : body
  }

  /// Returns everything before the last `/`; `.` where there is none.
  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Returns everything after the last `/`.
  package static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
