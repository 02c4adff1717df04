import EvalSystem
import EvalTestSupport
import Foundation
import Testing

struct GitRepositoryTests {
  /// Runs git in a folder; false where it is not installed or fails.
  @discardableResult
  private static func git(_ arguments: String..., in folder: String) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["git", "-C", folder, "-c", "user.name=t", "-c", "user.email=t@example.org"] + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  private static let hasGit = git("--version", in: "/")

  @Test func `outside a checkout there is no state`() throws {
    let folder = try TemporaryFolder()
    let repository = GitRepository(folder: folder.path)
    #expect(repository.state() == nil)
    #expect(repository.resolve("HEAD") == nil)
    #expect(GitRepository(folder: folder.file("none")).state() == nil)
  }

  @Test(.enabled(if: hasGit, "git is not installed"))
  func `a checkout has a commit, a branch and a dirtiness`() throws {
    let folder = try TemporaryFolder()
    try #require(Self.git("init", "-q", "-b", "trunk", in: folder.path))
    let repository = GitRepository(folder: folder.path)
    #expect(repository.state() == nil, "without a commit there is none to name")
    try folder.write("one", to: "file")
    try #require(Self.git("add", "file", in: folder.path))
    try #require(Self.git("commit", "-q", "-m", "one", in: folder.path))
    let clean = try #require(repository.state())
    #expect(clean.commit.count == 40)
    #expect(clean.branch == "trunk")
    #expect(!clean.isDirty)
    try folder.write("new", to: "untracked")
    #expect(repository.state()?.isDirty == false)
    try folder.write("two", to: "file")
    #expect(repository.state()?.isDirty == true)
    #expect(repository.file("file", at: clean.commit) == Array("one".utf8))
    #expect(repository.file("none", at: clean.commit) == nil)
    #expect(repository.resolve("trunk") == clean.commit)
    #expect(repository.resolve("--output=/tmp/x") == nil)
    #expect(repository.resolve("no-such-ref") == nil)
    try #require(Self.git("checkout", "-q", "--detach", in: folder.path))
    #expect(repository.state()?.branch == nil)
  }
}
