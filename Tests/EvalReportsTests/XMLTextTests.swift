import Testing

@testable import EvalReports

struct XMLTextTests {
  @Test(arguments: [
    ("\u{1B}[31mred\u{1B}[0m", "red"), ("\u{1B}]0;title\u{07}x", "x"), ("\u{1B}[", "#x1B["),
    ("\u{1B}", "#x1B"), ("a\u{0}b", "a#x0b"), ("a\u{FFFE}b\u{FFFF}", "a#xFFFEb#xFFFF"),
    ("a\u{9B}b", "a#x9Bb"), ("a\nb\tc", "a\nb\tc"), ("a\r\nb", "a \nb"), ("<&>", "<&>"),
    ("\u{1B}M up", " up"), ("\u{1B}[1\u{0}m", "#x1B[1#x0m"), ("😀 日本", "😀 日本"),
  ])
  func `terminal sequences go and forbidden characters show`(_ text: String, _ clean: String) {
    #expect(XMLText.text(text) == clean)
  }

  @Test(arguments: [
    ("a\nb", "a b"), ("  a   b  ", "a b"), ("", "_"), (" \n ", "_"), ("a\tb", "a b"),
  ])
  func `a name is one line and never empty`(_ text: String, _ name: String) {
    #expect(XMLText.name(text) == name)
  }

  @Test func `names and texts have a longest length`() {
    for name in Hostile.names {
      #expect(XMLText.name(name).unicodeScalars.count <= XMLText.longestName)
    }
    let text = XMLText.text(String(repeating: "日", count: 20_000))
    #expect(text.utf8.count <= XMLText.longestText + 100)
    #expect(text.hasSuffix("(cut; report.json has it all)"))
    #expect(XMLText.text(String(repeating: "x", count: XMLText.longestText)).hasSuffix("xx"))
  }

  @Test(arguments: [
    ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05"),
    ("2026-01-02T03:04:05.123Z", "2026-01-02T03:04:05"),
    ("2024-02-29T23:59:59Z", "2024-02-29T23:59:59"), ("2026-02-29T00:00:00Z", JUnitTimestamp.epoch),
    ("2026-13-01T00:00:00Z", JUnitTimestamp.epoch), ("2026-01-02 03:04:05", JUnitTimestamp.epoch),
    ("2026-01-02T24:00:00Z", JUnitTimestamp.epoch), ("0000-01-02T00:00:00Z", JUnitTimestamp.epoch),
    ("yesterday", JUnitTimestamp.epoch), ("", JUnitTimestamp.epoch),
    ("2026-04-31T00:00:00Z", JUnitTimestamp.epoch), ("2026-12-31T00:00:00Z", "2026-12-31T00:00:00"),
  ])
  func `timestamps lose fraction and zone`(_ text: String, _ timestamp: String) {
    #expect(JUnitTimestamp.text(text) == timestamp)
  }

  @Test func `no time is the epoch`() {
    #expect(JUnitTimestamp.text(nil) == JUnitTimestamp.epoch)
  }
}
