/// One measure of how far traffic and golden differ in a feature.
package struct DriftStatistic: Equatable, Sendable {
  /// The measures, by the names that reports have for them.
  package enum Name: String, Encodable, Sendable {
    /// The largest gap between the distribution functions.
    case ksD = "ks_d"
    /// The mean way of a number, in standard deviations of the golden's.
    case wasserstein = "w1_sd"
    /// Pearson's χ².
    case chiSquared = "chi2"
    /// The likelihood ratio G.
    case likelihoodRatio = "g"
    /// Cramér's V, corrected for its bias.
    case cramersV = "v"
    /// The share that would have to move.
    case totalVariation = "tv"
    /// The population stability index with Jeffreys' smoothing.
    case psi
    /// The same less what chance makes of it, or zero.
    case psiDebiased = "psi_debiased"
    /// The Jensen–Shannon distance in bits.
    case jensenShannon = "js"
  }

  package var name: Name
  /// The value, or the reason why there is none.
  package var value: Bound
  /// The mean value where nothing drifted, at these numbers of queries.
  package var expected: Double?
  /// The probability of such a value where nothing drifted; nil for what is a size only.
  package var p: Double?
  /// The value above which the difference counts as large; nil where it decides nothing.
  package var limit: Double?

  package init(
    _ name: Name, _ value: Bound, expected: Double? = nil, p: Double? = nil, limit: Double? = nil
  ) {
    self.name = name
    self.value = value
    self.expected = expected
    self.p = p
    self.limit = limit
  }

  /// Whether the value is above its limit.
  package var isLarge: Bool {
    guard let limit, let value = value.value else { return false }
    return value > limit
  }
}

extension DriftStatistic: Encodable {
  private enum CodingKeys: String, CodingKey {
    case name = "statistic"
    case value
    case expected
    case p
    case limit
    case isLarge = "large"
  }

  /// Writes what there is, numbers of twelve significant digits.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(value, forKey: .value)
    try container.encodeIfPresent(expected.map(Rounding.significant), forKey: .expected)
    try container.encodeIfPresent(p.map(Rounding.significant), forKey: .p)
    try container.encodeIfPresent(limit, forKey: .limit)
    if limit != nil { try container.encode(isLarge, forKey: .isLarge) }
  }
}
