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
    guard let commit = line(of: ["rev-parse", "--verify", "-q", "HEAD"]) else { return nil }
    let branch = line(of: ["symbolic-ref", "-q", "--short", "HEAD"])
    let changes = output(of: ["status", "--porcelain", "--untracked-files=no"])
    return State(commit: commit, branch: branch, isDirty: !(changes ?? []).isEmpty)
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
