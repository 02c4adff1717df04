/// Ordered patterns over the query's text; the first that matches names the tier.
package struct RuleSet: Equatable, Sendable {
  /// One pattern with the tier that it asks for.
  package struct Rule: Equatable, Sendable {
    /// A regular expression, matched anywhere in the text without regard to case.
    package var pattern: String
    /// The tier chosen where it matches.
    package var tier: String
    /// The line of the suite file.
    package var line: Int

    package init(pattern: String, tier: String, line: Int) {
      self.pattern = pattern
      self.tier = tier
      self.line = line
    }
  }

  /// The tiers, cheapest first, each with its model.
  package var tiers: [Tier]
  /// The rules, first match first.
  package var rules: [Rule]
  /// The tier where no rule matches.
  package var defaultTier: String
  /// The tier chosen whatever the text says; nil for none.
  package var overrideTier: String?

  package init(tiers: [Tier], rules: [Rule], defaultTier: String, overrideTier: String?) {
    self.tiers = tiers
    self.rules = rules
    self.defaultTier = defaultTier
    self.overrideTier = overrideTier
  }
}
