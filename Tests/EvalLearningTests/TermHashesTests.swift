import Testing

@testable import EvalLearning

struct TermHashesTests {
  @Test func `words are runs of letters, digits and underscores, in lower case`() {
    let words = TermHashes.words(of: "Don't STOP, x_1 = 3.5 at 10 °C!")
    let plain = ["don", "t", "stop", "x_1", "3", "5", "at", "10", "c"]
    #expect(words == plain.flatMap { TermHashes.words(of: $0) })
    #expect(Set(words).count == plain.count)
    #expect(TermHashes.words(of: "  …  ").isEmpty)
  }

  @Test func `letters of every script make words, and an ideograph is one by itself`() {
    #expect(TermHashes.words(of: "Straße ÜBER Ωμέγα").count == 3)
    #expect(TermHashes.words(of: "ÜBER") == TermHashes.words(of: "über"))
    #expect(TermHashes.words(of: "量子力学とは").count >= 4)
    #expect(TermHashes.words(of: "क्या है").count == 2)
  }

  @Test func `pairs follow the words, and their order counts`() {
    let terms = TermHashes.wordsAndPairs(of: "a b a")
    #expect(terms.count == 5)
    #expect(terms[0] == terms[2])
    #expect(terms[3] != terms[4])
    #expect(TermHashes.wordsAndPairs(of: "a b")[2] == terms[3])
  }

  @Test func `a label's level is no word, and hashes stay what they were`() {
    #expect(TermHashes.named("label", "math") != TermHashes.words(of: "math")[0])
    #expect(TermHashes.named("a", "bc") != TermHashes.named("ab", "c"))
    // Trained files keep hashes: these may never change.
    #expect(TermHashes.words(of: "router") == [10_625_478_459_496_696_424])
  }
}
