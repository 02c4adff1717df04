import EvalCore

/// Finds which of its words a language model said.
struct WordMap {
  private let words: [String]

  /// - Parameter answers: The words, in the order of the suite.
  init(_ answers: [LLMSpec.Answer]) {
    words = answers.map { LLMSpec.plain($0.word) }
  }

  /// Returns the index of the word that was said; nil where it is none of them.
  ///
  /// Letter case and whatever is no letter or digit around the word do not count: `**Hard**.` is
  /// `HARD`. A sentence that holds the word is no answer: nobody knows what it says of the query.
  func index(of answer: String) -> Int? {
    let said = LLMSpec.plain(answer)
    return said.isEmpty ? nil : words.firstIndex(of: said)
  }
}
