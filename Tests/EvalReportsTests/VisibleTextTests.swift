import Testing

@testable import EvalReports

struct VisibleTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("a\nb", "a\\nb"), ("a\tb\r", "a\\tb\\r"),
    ("\u{1B}[31m", "\\u{1B}[31m"), ("\u{9B}1m", "\\u{9B}1m"), ("\u{0}", "\\u{0}"),
    ("\u{202E}x", "\\u{202E}x"), ("\u{2028}", "\\u{2028}"), ("\u{FEFF}", "\\u{FEFF}"),
    ("\u{FFFE}", "\\u{FFFE}"), ("é 日本 👩‍👧", "é 日本 👩‍👧"), ("\u{7F}", "\\u{7F}"),
  ])
  func `control characters become visible`(_ text: String, _ visible: String) {
    #expect(VisibleText.escaped(text) == visible)
  }

  @Test func `escaping twice changes nothing`() {
    for text in Hostile.names {
      let once = VisibleText.escaped(text)
      #expect(VisibleText.escaped(once) == once)
    }
  }

  @Test(arguments: [1, 2, 8, 40])
  func `a line is never wider than asked`(_ columns: Int) {
    for text in Hostile.names {
      let line = VisibleText.line(text, columns: columns)
      #expect(DisplayWidth.columns(line) <= columns)
      #expect(!line.contains("\n"))
    }
  }

  @Test func `a cut line says so and a whole one does not`() {
    #expect(VisibleText.line("abcdef", columns: 4) == "abc…")
    #expect(VisibleText.line("abcd", columns: 4) == "abcd")
    #expect(VisibleText.line("日本語", columns: 4) == "日…")
  }
}
