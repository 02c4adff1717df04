import Testing

@testable import EvalReports

struct TextWrapTests {
  @Test func `words go to the next line where they do not fit`() {
    #expect(
      TextWrap.lines("one two three four", width: 10, first: "- ", indent: "  ")
        == ["- one two", "  three", "  four"])
  }

  @Test func `a word wider than a line is cut`() {
    #expect(TextWrap.lines("abcdefghijkl", width: 8) == ["abcdefgh", "ijkl"])
  }

  @Test func `nothing is one line with its beginning`() {
    #expect(TextWrap.lines("", width: 20, first: "! ") == ["! "])
  }

  @Test func `a list breaks between its items`() {
    #expect(
      TextWrap.list(["2 FAILED", "1 cannot tell"], separator: " ·", width: 16)
        == ["2 FAILED ·", "1 cannot tell"])
  }

  @Test(arguments: [8, 20, 33, 60])
  func `no line is wider than asked`(_ width: Int) {
    for name in Hostile.names {
      let text = "router \(VisibleText.line(name, columns: 200)) is \(name.count) characters long"
      for line in TextWrap.lines(VisibleText.escaped(text), width: width) {
        #expect(DisplayWidth.columns(line) <= max(8, width))
      }
    }
  }
}
