import EvalStatistics

/// A policy's strata, with what its figures are counted in.
struct PolicyStrata {
  private let policy: RoutingPolicy
  private let golden: GoldenStrata
  private let scale: QualityScale
  private let quality: [StratifiedMean.Stratum]
  private let cost: [StratifiedMean.Stratum]?

  init(_ policy: RoutingPolicy, _ golden: GoldenStrata, scale: QualityScale) {
    self.policy = policy
    self.golden = golden
    self.scale = scale
    quality = golden.strata(of: policy.quality)
    cost = policy.cost.map(golden.strata)
  }

  /// Returns the figures of a mix with their intervals.
  ///
  /// - Parameters:
  ///   - units: The mean quality in units; nil where it is undefined.
  ///   - dollars: The mean cost; nil where it is not known.
  ///   - shares: The strata's shares.
  ///   - origin: How the shares are known.
  ///   - reason: Why the quality is undefined, where it is.
  /// - Returns: The figures of the policy.
  func figures(
    units: Double?, dollars: Double?, shares: [Double], _ origin: StratifiedMean.Origin,
    reason: String
  ) -> PolicyFigures {
    var figures = PolicyFigures(
      policy.name, units: units, cost: dollars, scale: scale, reason: reason)
    let divisor = Double(policy.divisor)
    figures.quality = figures.quality.reaching(
      golden.reach(quality, shares, origin).map { $0 / divisor / Double(scale.widthUnits) })
    if let cost {
      figures.cost = figures.cost.reaching(
        golden.reach(cost, shares, origin).map { $0 / divisor / 1e9 })
    }
    return figures
  }
}

extension Bound {
  /// Returns the number put into another unit.
  fileprivate func map(_ change: (Double) -> Double) -> Bound {
    switch self {
    case .value(let value): .value(change(value))
    case .undefined: self
    }
  }
}

extension Measured {
  /// Returns the value with an interval that reaches equally far to both sides.
  fileprivate func reaching(_ reach: Bound) -> Measured {
    guard case .value(var estimate) = self else { return self }
    if case .value(let reach) = reach {
      estimate.low = .value(estimate.estimate - reach)
      estimate.high = .value(estimate.estimate + reach)
    } else {
      (estimate.low, estimate.high) = (reach, reach)
    }
    return .value(estimate)
  }
}
