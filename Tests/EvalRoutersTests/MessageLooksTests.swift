import EvalCore
import Testing

@testable import EvalRouters

/// What is counted of messages.
struct MessageLooksTests {
  private func looks(_ text: String) -> MessageLooks {
    MessageLooks(
      MessageColumn(roles: TextColumn(["user"]), contents: TextColumn([text]), ends: [1]))
  }

  @Test(arguments: [
    ("", 0), ("   ", 0), ("one", 1), (" one  two\n\tthree\r\n", 3), ("don't stop-me now", 3),
    ("naïve café", 2), ("a\u{A0}b\u{3000}c\u{2003}d\u{85}e\u{2028}f\u{1680}g\u{205F}h\u{202F}i", 9),
    ("全文没有空格", 1), ("a\u{200B}b", 1), ("😀 😀", 2), ("é", 1),
  ])
  func `words are what white space divides`(text: String, words: Int) {
    #expect(looks(text).words == [words])
    #expect(words == text.split(whereSeparator: \.isWhitespace).count)
  }

  @Test(arguments: [
    ("", 0), ("```\na\n```", 1), ("```swift\na", 1), ("a ``` b", 0), ("  ```\n\t```\n```", 2),
    ("``\n`", 0), ("````\na\n````", 1), ("``` ```", 1), ("x\r\n```\r\ny\r\n```", 1), ("` ``", 0),
  ])
  func `code blocks are pairs of fences at the beginning of lines`(text: String, blocks: Int) {
    #expect(looks(text).codeBlocks == [blocks])
  }
}
