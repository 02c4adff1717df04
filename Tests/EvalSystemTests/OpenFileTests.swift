import EvalSystem
import EvalTestSupport
import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

struct OpenFileTests {
  @Test func `a missing file does not exist`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("none")
    #expect(complaints { _ = try OpenFile(path) } == ["\(path): does not exist"])
    #expect(complaints { _ = try FileBytes.read(path, shown: "none") } == ["none: does not exist"])
  }

  @Test func `a folder is not a file`() throws {
    let folder = try TemporaryFolder()
    #expect(
      complaints { _ = try OpenFile(folder.path) } == ["\(folder.path): is a folder, not a file"])
  }

  @Test
  func `a pipe is not a file, and nobody waits for its writer`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("pipe")
    try #require(mkfifo(path, 0o600) == 0)
    #expect(complaints { _ = try OpenFile(path) } == ["\(path): is not a file"])
  }

  @Test(arguments: ["/dev/null", "/dev/zero"])
  func `a device is not a file`(path: String) {
    #expect(complaints { _ = try OpenFile(path) } == ["\(path): is not a file"])
  }

  @Test func `a path through a file does not exist`() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "file")
    let lines = complaints { _ = try OpenFile(folder.file("file/inside")) }
    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix(folder.file("file/inside") + ": ") == true)
  }

  @Test func `reading stops at the end of the file`() throws {
    let folder = try TemporaryFolder()
    try folder.write("0123456789", to: "digits")
    let file = try OpenFile(folder.file("digits"))
    #expect(file.size == 10)
    #expect(try file.read(at: 3, count: 4) == Array("3456".utf8))
    #expect(try file.read(at: 8, count: 100) == Array("89".utf8))
    #expect(try file.read(at: 10, count: 5) == [])
    #expect(try file.read(at: 1000, count: 5) == [])
    #expect(try file.read(at: 0, count: 0) == [])
  }

  @Test(arguments: [
    (ENOENT, "does not exist"), (EACCES, "may not be read or written: check its permissions"),
    (EISDIR, "is a folder, not a file"), (ENOSPC, "the disk is full"),
    (EROFS, "is on a read-only file system"),
  ])
  func `the common reasons are in a person's words`(code: Int32, words: String) {
    #expect(OpenFile.reason(code) == words)
  }

  @Test func `what a message says already is not said twice`() {
    #expect(OpenFile.cause(EACCES) == "check its permissions")
    #expect(OpenFile.cause(ENOSPC) == "the disk is full")
  }

  @Test func `other reasons are the system's`() {
    #expect(!OpenFile.reason(EIO).isEmpty)
  }
}
