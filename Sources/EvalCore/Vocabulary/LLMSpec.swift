/// A language model that is asked for one word about each query.
package struct LLMSpec: Equatable, Sendable {
  /// What one word leads to.
  package struct Answer: Equatable, Sendable {
    /// The word, compared without regard to case.
    package var word: String
    /// What serves queries that it is the answer to.
    package var branch: Branch

    package init(word: String, branch: Branch) {
      self.word = word
      self.branch = branch
    }
  }

  /// Where the answers come from.
  package enum Source: Equatable, Sendable {
    /// A file of recorded answers.
    case recorded(String)
    /// A server that is asked for each query.
    case live(HTTPSpec)
  }

  /// What stands in `prompt` for the user's words.
  package static let placeholder = "{query}"

  /// What the model is asked, with `{query}` where the user's words stand; nil where only recorded
  /// answers are read.
  package var prompt: String?
  /// The words that it may answer.
  package var answers: [Answer]
  /// What serves a query whose answer is none of the words.
  package var fallback: Branch
  package var source: Source
  /// What its tokens cost; nil where that is not known.
  package var price: ModelPrice?

  /// Returns a word as it is compared: in small letters, without what is no letter or digit around it.
  package static func plain(_ text: String) -> String {
    let isPart: (Character) -> Bool = { $0.isLetter || $0.isNumber }
    let body = text.drop { !isPart($0) }
    guard let last = body.lastIndex(where: isPart) else { return "" }
    return body[...last].lowercased()
  }

  /// Whether a server is asked.
  package var isLive: Bool {
    if case .live = source { return true }
    return false
  }

  package init(
    prompt: String?, answers: [Answer], fallback: Branch, source: Source, price: ModelPrice?
  ) {
    self.prompt = prompt
    self.answers = answers
    self.fallback = fallback
    self.source = source
    self.price = price
  }
}
