/// Ordered rules over a whole conversation; the highest tier that it reached stays.
package struct ContextRules: Equatable, Sendable {
  /// One rule: it holds where everything that it names holds.
  package struct Rule: Equatable, Sendable {
    /// The tier chosen where it holds.
    package var tier: String
    /// At least so many fenced code blocks.
    package var codeBlocks: Int?
    /// At least so many words, as white space divides them.
    package var words: Int?
    /// At least so many messages of the user.
    package var turns: Int?
    /// A regular expression found in the user's last message, without regard to case.
    package var pattern: String?
    /// The line of the suite file.
    package var line: Int

    package init(
      tier: String, codeBlocks: Int? = nil, words: Int? = nil, turns: Int? = nil,
      pattern: String? = nil, line: Int
    ) {
      self.tier = tier
      self.codeBlocks = codeBlocks
      self.words = words
      self.turns = turns
      self.pattern = pattern
      self.line = line
    }
  }

  /// The tiers, cheapest first, each with what serves it.
  package var tiers: [Tier]
  /// The rules, first match first.
  package var rules: [Rule]
  /// The tier where no rule holds.
  package var defaultTier: String
  /// Whether a conversation keeps the highest tier that it reached.
  package var isSticky: Bool
  /// A regular expression: a message of the user in which it is found starts the conversation anew.
  package var reset: String?

  package init(
    tiers: [Tier], rules: [Rule], defaultTier: String, isSticky: Bool = true, reset: String? = nil
  ) {
    self.tiers = tiers
    self.rules = rules
    self.defaultTier = defaultTier
    self.isSticky = isSticky
    self.reset = reset
  }
}
