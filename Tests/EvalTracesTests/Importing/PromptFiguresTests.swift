import EvalTraces
import Testing

struct PromptFiguresTests {
  @Test func `signals of a known text`() {
    // The SHA-256 of "abc" begins with ba7816bf8f01cfea: 0.728395 of 2^64.
    #expect(
      PromptFigures("abc").signals == [
        TraceDraft.Signal("prompt_length", 3), TraceDraft.Signal("length", 0.00075),
        TraceDraft.Signal("hash", 0.728395),
      ])
  }

  @Test func `scalars are counted, not characters or bytes`() {
    #expect(PromptFigures("e\u{301}🦆\r\n").scalars == 5)
  }

  @Test func `long prompts share the highest length`() {
    #expect(PromptFigures(String(repeating: "x", count: 4000)).signals[1].value == 1)
    #expect(PromptFigures(String(repeating: "x", count: 9000)).signals[1].value == 1)
    #expect(PromptFigures(String(repeating: "x", count: 3999)).signals[1].value == 0.99975)
  }

  @Test func `the hash is uniform enough and below one`() {
    let hashes = (0..<2000).map { PromptFigures("prompt \($0)").signals[2].value }
    #expect(hashes.allSatisfy { 0 <= $0 && $0 < 1 })
    #expect(abs(hashes.reduce(0, +) / 2000 - 0.5) < 0.02)
  }

  @Test func `texts that look alike differ in their digest`() {
    #expect(PromptFigures("é").digest != PromptFigures("e\u{301}").digest)
  }

  @Test(arguments: [("", 1), ("a", 1), ("abcd", 1), ("abcde", 2), ("éééé", 1), ("🦆🦆🦆🦆🦆", 2)])
  func `a token is four scalars, rounded up`(text: String, tokens: Int) {
    #expect(TokenEstimate.tokens(in: text) == tokens)
  }
}
