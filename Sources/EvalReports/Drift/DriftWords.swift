import EvalCore

/// The words and numbers that a report on drift is made of.
enum DriftWords {
  /// How many levels are listed.
  private static let levelLimit = 8

  /// Returns the measure as people write it.
  static func name(_ name: DriftStatistic.Name) -> String {
    switch name {
    case .ksD: "KS D"
    case .wasserstein: "W1/sd"
    case .chiSquared: "χ²"
    case .likelihoodRatio: "G"
    case .cramersV: "Cramér's V"
    case .totalVariation: "TV"
    case .psi: "PSI"
    case .psiDebiased: "PSI+"
    case .jensenShannon: "JS"
    }
  }

  /// Returns a probability with four decimals, or that it is below them.
  static func p(_ p: Double) -> String {
    p < 0.0001 ? "<0.0001" : NumberText.fixed(p, decimals: 4)
  }

  /// Returns what was decided, and in a word why.
  static func decision(_ feature: FeatureDrift) -> String {
    switch feature.decision {
    case .drifted: "✗ drifted"
    case .warned: "! look at it"
    case .small: "✓ too small to matter"
    case .steady: feature.isLarge ? "✓ chance can do that" : "✓ no drift"
    case .undecided: "? too few queries"
    }
  }

  /// Returns how a decision stands out.
  static func style(_ decision: FeatureDrift.Decision) -> TextStyle {
    switch decision {
    case .drifted: .bad
    case .warned, .undecided: .doubtful
    case .small, .steady: .good
    }
  }

  /// Returns levels with their queries, the most frequent first.
  static func list(_ levels: [FeatureDrift.Level]) -> String {
    let sorted = levels.sorted { ($1.count, $0.level) < ($0.count, $1.level) }
    let shown = sorted.prefix(levelLimit).map { "\($0.level) (\($0.count))" }
    let rest = sorted.count - shown.count
    return shown.joined(separator: ", ") + (rest > 0 ? ", and \(rest) more" : "")
  }
}
