import EvalStatistics

/// One cluster's sums of what the intervals need.
struct ClusterTotals {
  /// Σw.
  var weight = 0.0
  /// Σw·quality of the router's choice, in units.
  var quality = 0.0
  /// Σw·(quality of the choice − quality of the weak model).
  var gain = 0.0
  /// Σw·(quality of the strong model − quality of the weak model).
  var gap = 0.0
  /// Σw·cost of the choice, in 1e-9 USD.
  var cost = 0.0
  /// Σw·cost of the strong model.
  var strongCost = 0.0
  /// Σw over the traces sent to the strong model.
  var strongWeight = 0.0
}

/// Exact sums over a cohort, in integers.
struct CohortTotals {
  var count = 0
  var weight: Int128 = 0
  var quality: Int128 = 0
  var weakQuality: Int128 = 0
  var strongQuality: Int128 = 0
  var cost: Int128 = 0
  var strongCost: Int128 = 0
  var strongWeight: Int128 = 0
  var hasCost = true
  var hasStrongCost = true

  /// Σw·(strong − weak).
  var gap: Int128 { strongQuality - weakQuality }
  /// Σw·(choice − weak).
  var gain: Int128 { quality - weakQuality }
}

/// Divides two exact sums, rounding once where both are below 2^53.
func ratio(_ numerator: Int128, _ denominator: Int128) -> Double {
  Double(numerator) / Double(denominator)
}
