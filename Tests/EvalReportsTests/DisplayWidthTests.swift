import Testing

@testable import EvalReports

struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("mf", 2), ("日本", 4), ("ﾊﾝｶｸ", 4), ("한국", 4), ("e\u{301}", 1), ("é", 1),
    ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("✓ passed", 8), ("ａ", 2), ("±¹–", 3), ("❤️", 2),
    ("a\u{200D}b", 2), ("ก็", 1),
  ])
  func `columns follow what a terminal shows`(_ text: String, _ columns: Int) {
    #expect(DisplayWidth.columns(text) == columns)
  }

  @Test func `columns of a text are those of its characters`() {
    for text in Hostile.names.prefix(36) {
      let visible = VisibleText.escaped(text)
      #expect(
        DisplayWidth.columns(visible) == visible.reduce(0) { $0 + DisplayWidth.columns($1) })
    }
  }
}
