import EvalSystem
import EvalTestSupport
import Testing

struct FileBytesTests {
  private static let paths: [(String, String)] = [
    ("", "."), (".", "."), ("./", "."), ("/", "/"), ("//", "/"), ("a", "a"), ("a/", "a"),
    ("./a", "a"), ("a/./b", "a/b"), ("a//b", "a/b"), ("a/../b", "b"), ("a/b/..", "a"),
    ("a/..", "."), ("..", ".."), ("../a", "../a"), ("../../a", "../../a"), ("a/../../b", "../b"),
    ("/a/../b", "/b"), ("/a/b/../../c", "/c"), ("a/b/../../../..", "../.."), ("...", "..."),
    ("a/.../b", "a/.../b"), ("ä b/ö", "ä b/ö"),
  ]

  @Test(arguments: paths)
  func `paths are normalized as texts`(path: String, normalized: String) {
    #expect(FileBytes.normalized(path) == normalized)
    #expect(FileBytes.normalized(normalized) == normalized)
  }

  private static let joined: [(String, String, String)] = [
    ("suites/a", "../../goldens/a", "goldens/a"), ("", "a", "a"), (".", "a", "a"),
    ("a", "/b", "/b"),
    ("/x/y", "../z", "/x/z"), ("a", ".", "a"), ("a", "b/c", "a/b/c"), ("..", "a", "../a"),
  ]

  @Test(arguments: joined)
  func `a path is relative to the folder of the file that names it`(
    folder: String, path: String, joined: String
  ) {
    #expect(FileBytes.join(folder, path) == joined)
  }

  private static let parts: [(String, String, String)] = [
    ("a/b/c.yaml", "a/b", "c.yaml"), ("c.yaml", ".", "c.yaml"), ("/c.yaml", "/", "c.yaml"),
    ("/", "/", "/"), ("a/", "a", "a"),
  ]

  @Test(arguments: parts)
  func `a path has a folder and a name`(path: String, folder: String, name: String) {
    #expect(FileBytes.folder(of: path) == folder)
    #expect(FileBytes.name(of: path) == name)
  }

  @Test func `files and folders are told apart`() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "file")
    #expect(FileBytes.isFolder(folder.path) && !FileBytes.isFile(folder.path))
    #expect(FileBytes.isFile(folder.file("file")) && !FileBytes.isFolder(folder.file("file")))
    #expect(!FileBytes.isFile(folder.file("none")) && !FileBytes.isFolder(folder.file("none")))
  }
}
