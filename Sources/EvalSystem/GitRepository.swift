import Foundation

/// Asks `git` about the checkout that a file lies in.
package struct GitRepository: Sendable {
  /// Where the checkout stands.
  package struct State: Sendable {
    package var commit: String
    /// Nil where no branch is checked out.
    package var branch: String?
    /// Whether tracked files differ from the commit.
    package var isDirty: Bool
  }

  /// The folder that git is asked in.
  private let folder: String

  package init(folder: String) {
    self.folder = folder
  }

  /// Returns the commit, branch and dirtiness; nil outside a checkout, without a commit, or
  /// without git.
  package func state() -> State? {
    let arguments = ["status", "--porcelain=v2", "--branch", "--untracked-files=no"]
    guard let bytes = output(of: arguments) else { return nil }
    var state = State(commit: "", branch: nil, isDirty: false)
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      if line.hasPrefix("# branch.oid ") {
        state.commit = String(line.dropFirst("# branch.oid ".count))
      } else if line.hasPrefix("# branch.head ") {
        state.branch = String(line.dropFirst("# branch.head ".count))
      } else if !line.hasPrefix("#") {
        state.isDirty = true
      }
    }
    if state.branch == "(detached)" { state.branch = nil }
    return state.commit.isEmpty || state.commit == "(initial)" ? nil : state
  }

  /// Returns a file's bytes as of a commit; nil where either does not exist.
  ///
  /// - Parameters:
  ///   - path: The file, relative to this folder.
  ///   - commit: Anything that git resolves to a commit.
  /// - Returns: The bytes.
  package func file(_ path: String, at commit: String) -> [UInt8]? {
    output(of: ["show", "\(commit):./\(path)"])
  }

  /// Returns the full hash of a commit; nil where git knows none by that name.
  package func resolve(_ commit: String) -> String? {
    guard !commit.hasPrefix("-") else { return nil }
    return line(of: ["rev-parse", "--verify", "-q", "\(commit)^{commit}"])
  }

  private func line(of arguments: [String]) -> String? {
    guard let bytes = output(of: arguments) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    return text.isEmpty ? nil : text
  }

  private func output(of arguments: [String]) -> [UInt8]? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let bytes = (try? pipe.fileHandleForReading.readToEnd()) ?? nil
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return bytes.map { Array($0) } ?? []
  }
}
