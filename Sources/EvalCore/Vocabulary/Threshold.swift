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
  }

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
