import EvalSystem
import Testing

struct YAMLDocumentTests {
  private func parse(_ text: String) throws -> DocumentNode {
    try YAMLDocument.parse(Array(text.utf8), file: "f.yaml")
  }

  private func complaint(_ text: String) -> String {
    complaints { _ = try parse(text) }.joined(separator: "\n")
  }

  @Test func `nodes remember their lines and key paths`() throws {
    let root = try parse("a: 1\nb:\n  - x\n  - {c: [true, ~]}\n")
    let entries = try #require(root.entries)
    #expect(entries.map(\.key) == ["a", "b"])
    #expect(entries.map(\.line) == [1, 2])
    let items = try #require(entries[1].value.items)
    #expect(items[1].line == 4)
    let list = try #require(items[1].entries?.first?.value)
    #expect(list.keyPath == "b[1].c")
    #expect(list.items?.map(\.keyPath) == ["b[1].c[0]", "b[1].c[1]"])
    #expect(list.items?[0].boolean == true)
    #expect(list.items?[1].kind == "nothing")
  }

  private static let scalars: [(String, Double?, Int?, Bool?, String?)] = [
    ("5", 5, 5, nil, "5"), ("\"5\"", nil, nil, nil, "5"), ("'5'", nil, nil, nil, "5"),
    ("-0.5", -0.5, nil, nil, "-0.5"), ("1e3", 1000, nil, nil, "1e3"),
    ("true", nil, nil, true, "true"),
    ("\"true\"", nil, nil, nil, "true"), ("yes", nil, nil, nil, "yes"),
    (".inf", nil, nil, nil, ".inf"), (".nan", nil, nil, nil, ".nan"), ("inf", nil, nil, nil, "inf"),
    ("nan", nil, nil, nil, "nan"), ("1e999", nil, nil, nil, "1e999"),
    ("99999999999999999999", 1e20, nil, nil, "99999999999999999999"), ("~", nil, nil, nil, nil),
    ("null", nil, nil, nil, nil), ("|\n  block\n", nil, nil, nil, "block\n"),
  ]

  @Test(arguments: scalars)
  func `a scalar is what it is written as`(
    text: String, number: Double?, integer: Int?, boolean: Bool?, string: String?
  ) throws {
    let node = try #require(parse("k: \(text)").entries?.first?.value)
    #expect(node.number == number)
    #expect(node.integer == integer)
    #expect(node.boolean == boolean)
    #expect(node.text == string)
  }

  @Test(arguments: [
    ("", "f.yaml: is empty"), ("# only a comment\n", "f.yaml: is empty"),
    ("a: 1\nb: 2\na: 3\n", "f.yaml:1: the key `a` stands here twice"),
    ("a:\n  b: 1\n  c: 2\n  b: 3\n", "f.yaml:2: the key `b` stands here twice"),
    ("a: 1\n---\nb: 2\n", "f.yaml:2: is not YAML here: but found another document"),
  ])
  func `a document has one root and each key once`(text: String, expected: String) {
    #expect(complaint(text) == expected)
  }

  @Test(arguments: [
    "a: [1, 2\n", "a: \"open\n", "a:\tb: c\n", "\ta: 1\n", "a: b: c\n", "%bad\n", "a: @x\n",
  ])
  func `what is not YAML is named by line`(text: String) {
    let line = complaint(text)
    #expect(line.hasPrefix("f.yaml:"))
    #expect(line.contains("is not YAML here: "))
    #expect(!line.contains("\n"))
  }

  @Test(arguments: ["a: &x 1\n", "a: &x [1]\n", "a: &x {b: 1}\n", "- 1\n- &x 2\n"])
  func `anchors are refused`(text: String) {
    let line = complaint(text)
    #expect(line.hasPrefix("f.yaml:"))
    #expect(line.contains("anchors (&name) are not read; write the value out"))
  }

  @Test func `aliases are refused with their anchors, at their lines`() {
    let lines = complaints { _ = try parse("a: &x 1\nb: *x\nc: &y [2]\n") }
    #expect(lines.first?.hasPrefix("f.yaml:1: a: anchors (&name) are not read") == true)
    #expect(lines.last?.hasPrefix("f.yaml:3: c: anchors (&name) are not read") == true)
    #expect(lines.contains { $0.contains(": b: ") })
  }

  @Test func `an alias of nothing is no YAML`() {
    #expect(complaint("a: *x\n").contains("f.yaml:1"))
  }

  @Test(arguments: ["a: 2 & 3\n", "a: b*c\n", "a: \"&x *y\"\n", "a: |\n  * one\n  & two\n"])
  func `an ampersand or a star inside a text is part of it`(text: String) throws {
    #expect(try parse(text).entries?.first?.value.text != nil)
  }

  /// Nine lists of four aliases each: a quarter of a million values from two hundred bytes.
  ///
  /// Three times as many would fill any memory.
  private static let laughs =
    "l0: &l0 [ha]\n"
    + (1...9).map { "l\($0): &l\($0) [*l\($0 - 1), *l\($0 - 1), *l\($0 - 1), *l\($0 - 1)]\n" }
    .joined()

  @Test(arguments: [laughs, laughs + "? *l9\n: key\n"])
  func `what would unfold without end is refused`(text: String) {
    #expect(complaint(text).contains("are not read; write the value out"))
  }

  @Test func `aliases in a key are refused before they unfold`() {
    let levels = (1...60).map { "l\($0): &l\($0) [*l\($0 - 1), *l\($0 - 1)]\n" }
    let text = "a: 1\nl0: &l0 [ha]\n" + levels.joined() + "? [*l60]\n: key\n"
    #expect(
      complaints { _ = try parse(text) } == [
        "f.yaml:2: anchors (&name) are not read; write the value out"
      ])
  }

  @Test func `texts full of stars and ampersands are read`() throws {
    let text = "a: |\n" + String(repeating: "  *one* &two .*three\n", count: 5)
    #expect(try parse(text).entries?.count == 1)
  }

  private static let deep = 10_000

  private static let nested: [String] = [
    String(repeating: "[", count: deep), String(repeating: "{a: ", count: deep),
    String(repeating: "- ", count: deep) + "x", String(repeating: "? ", count: deep) + "x",
    String(repeating: "[", count: deep) + String(repeating: "]", count: deep),
    (0..<deep).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n"),
    (0..<deep).map { String(repeating: " ", count: $0) + "-" }.joined(separator: "\n"),
    // What a count of brackets alone would let through.
    "# " + String(repeating: "]", count: deep) + "\n" + String(repeating: "[", count: deep),
    (0..<90).map {
      String(repeating: " ", count: $0 * 200) + String(repeating: "- ", count: 99) + "a:"
    }.joined(separator: "\n"),
  ]

  @Test(arguments: nested.indices)
  func `ten thousand levels are refused without a crash`(index: Int) {
    let lines = complaints { _ = try parse(Self.nested[index]) }
    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix("f.yaml") == true)
  }

  @Test func `a hundred levels are read`() throws {
    let text = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    #expect(try parse(text).items != nil)
  }

  @Test func `brackets in comments and texts are no nesting`() throws {
    let intervals = (0..<150).map { "# \($0) lies in [0, 1)\n" }.joined()
    #expect(try parse(intervals + "a: 1\n").entries?.count == 1)
    let patterns = (0..<150).map { "- '\\[\($0)'\n" }.joined()
    #expect(try parse(patterns).items?.count == 150)
  }

  @Test func `a document of five megabytes is refused by its size`() {
    let lines = complaints {
      _ = try YAMLDocument.parse([UInt8](repeating: 0x20, count: 5_000_000), file: "f.yaml")
    }
    #expect(lines == ["f.yaml: is 5000000 bytes; a document of this kind is at most 4194304"])
  }

  @Test(
    arguments: [[0xFF, 0xFE, 0x61], [0x61, 0x3A, 0x20, 0xC3, 0x28], [0xED, 0xA0, 0x80]] as [[UInt8]]
  )
  func `what is not UTF-8 is refused`(bytes: [UInt8]) {
    #expect(
      complaints { _ = try YAMLDocument.parse(bytes, file: "f.yaml") }
        == ["f.yaml: is not UTF-8; save it as UTF-8"])
  }

  @Test func `Windows line ends are read`() throws {
    let root = try parse("a: 1\r\nb: 2\r\n")
    #expect(root.entries?.map(\.key) == ["a", "b"])
    #expect(root.entries?.map(\.value.integer) == [1, 2])
    #expect(root.entries?.map(\.line) == [1, 2])
  }

  @Test func `a byte order mark is passed over`() throws {
    let root = try YAMLDocument.parse([0xEF, 0xBB, 0xBF] + Array("a: 1\nb: 2\n".utf8), file: "f")
    #expect(root.entries?.map(\.key) == ["a", "b"])
  }

  @Test(arguments: [0x00, 0x01, 0x07, 0x1B, 0x7F] as [UInt8])
  func `control characters are named by line`(byte: UInt8) {
    let lines = complaints {
      _ = try YAMLDocument.parse(Array("a: 1\nb: x".utf8) + [byte] + Array("y\n".utf8), file: "f")
    }
    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix("f:2: is not YAML here: ") == true)
  }
}
