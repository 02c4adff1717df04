import Foundation

/// Names files as annotations on a pull request do: from the top of their repository.
package enum RepositoryPath {
  /// Returns a path relative to the repository that holds the file.
  ///
  /// - Parameters:
  ///   - path: The file, as the user named it.
  ///   - working: The folder that a relative path starts from; absolute.
  /// - Returns: The path from the folder that holds `.git`; the path as it came outside of any.
  package static func relative(
    _ path: String, from working: String = FileManager.default.currentDirectoryPath
  ) -> String {
    let absolute = FileBytes.join(working, path)
    var folder = FileBytes.folder(of: FileBytes.normalized(absolute))
    while true {
      let mark = folder == "/" ? "/.git" : "\(folder)/.git"
      // A file in a linked worktree, a folder elsewhere.
      if FileManager.default.fileExists(atPath: mark) {
        let top = folder == "/" ? 1 : folder.count + 1
        return String(FileBytes.normalized(absolute).dropFirst(top))
      }
      guard folder != "/" else { return path }
      folder = FileBytes.folder(of: folder)
    }
  }
}
