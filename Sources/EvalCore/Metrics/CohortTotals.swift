/// Exact sums over a cohort, in integers.
struct CohortTotals {
  var count = 0
  var weight: Int128 = 0
  var quality: Int128 = 0
  var weakQuality: Int128 = 0
  /// Σw·(strong − weak).
  var gap: Int128 = 0
  var cost: Int128 = 0
  var strongCost: Int128 = 0
  var strongWeight: Int128 = 0
  /// Σw·(score − label)², in units of `BrierLosses`; 0 for scores that are no probabilities.
  var brier: Int128 = 0
  /// Σw·(best answer − choice).
  var shortfall: Int128 = 0
  var hasCost = true
  var hasStrongCost = true

  /// Σw·(choice − weak).
  var gain: Int128 { quality - weakQuality }
}
