/// From which score a router chooses the strong model.
package struct Threshold: Equatable, Sendable {
  /// How the number is found.
  package enum Rule: Equatable, Sendable {
    /// The number itself.
    case value(Double)
    /// The number that sends nearest to this share of the traffic to the strong model.
    case strongShare(Double)
    /// The highest number whose PGR reaches this.
    case pgr(Double)
    /// The lowest number whose mean cost is at most these USD for a query.
    case budget(Double)
    /// The highest number that is shown to lose no more than a share of the queries.
    case guarantee(RiskGuarantee)
  }

  /// Stands for a threshold below every score, as a number that a file can hold.
  package static let belowEveryScore = -Double.greatestFiniteMagnitude

  /// How the number is found.
  package var rule: Rule
  /// The folder of the golden that it is found on; nil for the suite's own.
  package var calibrateOn: String?

  package init(_ rule: Rule, calibrateOn: String? = nil) {
    self.rule = rule
    self.calibrateOn = calibrateOn
  }

  /// Tells whether the number is found on a golden, not given.
  package var isFitted: Bool {
    if case .value = rule { return false }
    return true
  }
}

extension Threshold.Rule {
  /// `0.5`, `strong share 0.3`, `PGR 0.8`, `budget 0.002 USD` or `max loss 0.05 at confidence 0.9`.
  package var text: String {
    switch self {
    case .value(let value): return "\(value)"
    case .strongShare(let share): return "strong share \(share)"
    case .pgr(let level): return "PGR \(level)"
    case .budget(let usd): return "budget \(usd) USD"
    case .guarantee(let guarantee):
      let tolerance = guarantee.tolerance > 0 ? ", tolerance \(guarantee.tolerance)" : ""
      return "max loss \(guarantee.maxLoss) at confidence \(guarantee.confidence)\(tolerance)"
    }
  }

  /// What is wrong with a rule's numbers: the key, and what would be right; nil where nothing is.
  package var mistake: (key: String, text: String)? {
    switch self {
    case .value, .pgr: return nil
    case .strongShare(let share):
      return (0...1).contains(share) ? nil : ("strong_share", "must be 0 to 1")
    case .budget(let usd):
      return usd > 0 && usd < 1e15 ? nil : ("budget", "must be USD for a query, above 0")
    case .guarantee(let guarantee):
      let isInside = { (value: Double) in value > 0 && value < 1 }
      if !isInside(guarantee.maxLoss) {
        return ("max_loss", "must be above 0 and below 1, such as 0.05")
      }
      if !isInside(guarantee.confidence) {
        return ("confidence", "must be above 0 and below 1, such as 0.9")
      }
      return guarantee.tolerance >= 0 && guarantee.tolerance < 1
        ? nil : ("tolerance", "must be 0 or more and below 1")
    }
  }
}
