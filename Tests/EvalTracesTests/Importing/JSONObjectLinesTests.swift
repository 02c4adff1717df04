import EvalSystem
import EvalTraces
import Testing

struct JSONObjectLinesTests {
  private let folder: ImportFolder

  init() throws {
    folder = try ImportFolder()
  }

  private func read(_ text: String) throws -> [JSONObjectLine] {
    try JSONObjectLines.read(folder.write(text, to: "t.jsonl"))
  }

  @Test func `every kind of value is told from the others`() throws {
    let line = try #require(
      try read(#"{"a":1,"b":1.5,"c":true,"d":"1","e":null,"f":[1,"x"],"g":{"h":0}}"# + "\n").first)
    #expect(line.values["a"] == .integer(1))
    #expect(line.values["b"] == .number(1.5))
    #expect(line.values["c"] == .boolean(true))
    #expect(line.values["d"] == .text("1"))
    #expect(line.values["e"] == .missing)
    #expect(line.values["f"] == .list([.integer(1), .text("x")]))
    #expect(line.values["g"] == .object(["h": .integer(0)]))
  }

  @Test func `blank lines, CRLF and a byte order mark are passed over`() throws {
    let lines = try read("\u{FEFF}{\"a\":1}\r\n\n  \n{\"a\":2}")
    #expect(lines.map(\.line) == [1, 4])
    #expect(lines.map { $0.values["a"] } == [.integer(1), .integer(2)])
  }

  @Test func `lines that are not objects are reported, all of them`() throws {
    let found = complaints(in: folder) {
      _ = try read("{\"a\":1}\n[1]\n{\"a\":}\nnull\n{\"a\":1e999}\n")
    }
    #expect(found.count == 4)
    #expect(found.first == "t.jsonl:2: must be an object in braces, is a list")
    #expect(found[1].hasPrefix("t.jsonl:3: is not JSON"))
    #expect(found[1].hasSuffix("; every line must be one object"))
    #expect(found[2] == "t.jsonl:4: must be an object in braces, is nothing")
    #expect(found[3].hasPrefix("t.jsonl:5: is not JSON"))
  }

  @Test func `deep nesting is refused, not followed`() {
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    let found = complaints(in: folder) { _ = try read("{\"a\":\(deep)}\n") }
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("t.jsonl:1: is not JSON") == true)
  }

  @Test func `a value of the wrong kind is reported by its key`() throws {
    let line = try #require(try read(#"{"id":"x","turns":["a",1]}"#).first)
    var log = ProblemLog(file: "t.jsonl")
    #expect(line.integer("id", log: &log) == nil)
    #expect(line.texts("turns", log: &log) == nil)
    #expect(line.number("score", log: &log) == nil)
    #expect(line.text("id", log: &log) == "x")
    #expect(
      log.problems.map(\.description) == [
        "t.jsonl:1: id: must be a whole number, is `x`",
        "t.jsonl:1: turns: must be a list of texts, is a list",
        "t.jsonl:1: the key `score` is missing",
      ])
  }
}

struct CellValueTests {
  @Test(arguments: [
    ("1", 1.0), ("-2.5", -2.5), (" 3 ", 3), ("1e-3", 0.001), ("true", 1), ("True", 1),
    ("FALSE", 0), (".5", 0.5),
  ])
  func `a text reads as a number`(text: String, value: Double) {
    #expect(CellValue.text(text).number == value)
  }

  @Test(arguments: ["", "nan", "inf", "-Infinity", "0x10", "1,5", "yes", "1e999", "--1", "1 2"])
  func `a text that is no number reads as none`(text: String) {
    #expect(CellValue.text(text).number == nil)
  }

  @Test func `only whole numbers from 0 up are counts`() {
    #expect(CellValue.text("12").count == 12)
    #expect(CellValue.text("12.0").count == 12)
    #expect(CellValue.integer(0).count == 0)
    for value in [
      CellValue.text("1.5"), .integer(-1), .text("true"), .boolean(true), .number(1e300),
    ] {
      #expect(value.count == nil)
    }
  }

  @Test func `labels keep the value's usual form`() {
    #expect(CellValue.integer(7).label == "7")
    #expect(CellValue.number(0.5).label == "0.5")
    #expect(CellValue.boolean(false).label == "false")
    #expect(CellValue.text(" x ").label == " x ")
    #expect(CellValue.text("").label == nil)
    #expect(CellValue.missing.label == nil)
  }
}
