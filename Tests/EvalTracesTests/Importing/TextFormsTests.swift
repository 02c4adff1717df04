import EvalSystem
import EvalTraces
import Foundation
import Testing

struct DecimalTextTests {
  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (1, "1"), (-10, "-10"), (0.1, "0.1"), (9.5, "9.5"),
    (7.5e-05, "0.000075"), (7.500000000000001e-05, "0.00007500000000000001"),
    (-1.25e-7, "-0.000000125"), (1e16, "10000000000000000"), (1.5e20, "150000000000000000000"),
    (1.2345678901234567e18, "1234567890123456800"), (123456.789, "123456.789"),
    (9_007_199_254_740_992, "9007199254740992"),
  ])
  func `a number is written in full`(value: Double, text: String) {
    #expect(DecimalText.shortest(value) == text)
  }

  @Test func `every number reads back as itself`() {
    var state: UInt64 = 20_240_617
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(bitPattern: state)
      guard value.isFinite else { continue }
      let text = DecimalText.shortest(value)
      #expect(Double(text) == value)
      #expect(!text.contains("e") || value.magnitude < 1e-30 || value.magnitude > 1e30)
    }
  }
}

struct JSONTextTests {
  @Test(arguments: [
    ("plain", #""plain""#), ("a\"b\\c/d", #""a\"b\\c/d""#), ("1\n2\r3\t4", #""1\n2\r3\t4""#),
    ("\u{0}\u{8}\u{C}\u{1F}\u{7F}", "\"\\u0000\\u0008\\u000c\\u001f\u{7F}\""),
    ("\u{2028}\u{2029}é🦆\u{FEFF}", "\"\u{2028}\u{2029}é🦆\u{FEFF}\""), ("\r\n", #""\r\n""#),
    ("e\u{301}", "\"e\u{301}\""),
  ])
  func `a string is escaped where JSON requires it`(text: String, json: String) {
    #expect(Array(JSONText.string(text).utf8) == Array(json.utf8))
  }

  @Test func `keys keep their order and those without a value are left out`() {
    #expect(JSONText.object([("b", "1"), ("a", nil), ("c", "[]")]) == #"{"b":1,"c":[]}"#)
  }
}

struct YAMLTextTests {
  private static let texts = [
    "plain", "gpt-4-1106-preview", "meta/llama-2-70b", "a b", "", "true", "No", "null", "1e5", "12",
    "2024-06-17", "nan", "Infinity", "x: y", "- x", "#x", "a\"b\\c", "line\nbreak", "tab\tx",
    "\u{0}\u{1B}\u{7F}", "\u{85}\u{2028}\u{FEFF}", "é🦆", "{a}", "*a", "&a", "!a", "%a", "@a", "`a",
    " lead", "trail ", "a  b", String(repeating: "word ", count: 60) + "end",
    String(repeating: "double  space ", count: 20), String(repeating: "x", count: 300) + " # : {",
    String(repeating: "long paragraph\n", count: 20), "- " + String(repeating: "item ", count: 40),
  ]

  @Test(arguments: texts) func `a scalar reads back as the same text`(text: String) throws {
    let node = try YAMLDocument.parse(Array("key: \(YAMLText.scalar(text))\n".utf8), file: "t")
    #expect(node.entries?.first?.value.text == text)
    #expect(node.entries?.first?.value.number == nil)
  }

  @Test(arguments: texts) func `a paragraph reads back as the same text`(text: String) throws {
    let lines = YAMLText.paragraph("note", text, indent: 0) + ["next: 1", ""]
    let node = try YAMLDocument.parse(Array(lines.joined(separator: "\n").utf8), file: "t")
    #expect(node.entries?.map(\.key) == ["note", "next"])
    #expect(node.entries?.first?.value.text == text)
  }

  @Test func `a long paragraph is folded`() {
    let lines = YAMLText.paragraph(
      "note", Array(repeating: "word", count: 40).joined(separator: " "), indent: 2)
    #expect(lines.first == "  note: >-")
    #expect(lines.count == 4)
    #expect(lines.allSatisfy { $0.count <= 96 })
  }

  @Test func `only a day stays plain as a day`() {
    #expect(YAMLText.day("2024-06-17") == "2024-06-17")
    #expect(YAMLText.day("2024-13-17") == "\"2024-13-17\"")
    #expect(YAMLText.day("2024") == "\"2024\"")
  }
}
