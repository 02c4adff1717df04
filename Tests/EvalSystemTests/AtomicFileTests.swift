import EvalSystem
import EvalTestSupport
import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

struct AtomicFileTests {
  /// Nothing is read-only to root.
  private static let isRoot = geteuid() == 0

  @Test func `folders on the way are made, and no temporary file stays`() throws {
    let folder = try TemporaryFolder()
    try AtomicFile.write("hello", to: folder.file("a/b/c.txt"))
    try AtomicFile.write("again", to: folder.file("a/b/c.txt"))
    #expect(try folder.text("a/b/c.txt") == "again")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("a/b")) == ["c.txt"])
  }

  @Test func `an empty file is a file`() throws {
    let folder = try TemporaryFolder()
    try AtomicFile.write([], to: folder.file("empty"))
    #expect(try FileBytes.read(folder.file("empty")) == [])
  }

  @Test func `a reader sees the old file or the new one, never a part`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("report.json")
    let versions = (0..<20).map { [UInt8](repeating: UInt8($0), count: 1_000_000) }
    try AtomicFile.write(versions[0], to: path)
    // One job writes all versions, the others read all the while.
    let torn = try Parallel.tryMap(count: 4, jobs: 4) { job -> Int in
      if job == 0 {
        for version in versions { try AtomicFile.write(version, to: path) }
        return 0
      }
      var torn = 0
      var last: UInt8 = 0
      while last < 19 {
        let bytes = try FileBytes.read(path)
        last = bytes.first ?? 0
        if bytes.count != 1_000_000 || bytes.contains(where: { $0 != last }) { torn += 1 }
      }
      return torn
    }
    #expect(torn == [0, 0, 0, 0])
  }

  @Test func `a folder in the way is one clear problem`() throws {
    let folder = try TemporaryFolder()
    try AtomicFile.makeFolder(folder.file("there"))
    let path = folder.file("there")
    #expect(
      complaints { try AtomicFile.write("x", to: path) }
        == ["\(path): cannot be written: is a folder, not a file"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["there"])
  }

  @Test func `a file where a folder must be is one clear problem`() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "file")
    let lines = complaints { try AtomicFile.write("x", to: folder.file("file/inside.txt")) }
    #expect(
      lines == ["\(folder.file("file")): this folder cannot be made: check the path"])
  }

  @Test(.disabled(if: isRoot, "root may write everywhere"))
  func `a read-only folder is one clear problem, and the old file stays`() throws {
    let folder = try TemporaryFolder()
    try folder.write("old", to: "locked/file")
    let locked = folder.file("locked")
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: locked)
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: locked)
    }
    #expect(
      complaints { try AtomicFile.write("new", to: "\(locked)/file") } == [
        "\(locked)/file: cannot be written: check its permissions"
      ])
    #expect(try folder.text("locked/file") == "old")
  }

  /// `/dev/full` refuses every byte; no rename replaces it, for it is written beside, not into.
  @Test(.enabled(if: FileBytes.isFolder("/proc/self"), "there is no /proc here"))
  func `a file system that takes no files is one clear problem`() {
    let lines = complaints { try AtomicFile.write("x", to: "/proc/self/evalroute-test") }
    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix("/proc/self/evalroute-test: cannot be written: ") == true)
  }
}
