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
  /// Σw·(score − label)², in units of `BrierLosses`.
  var brier = 0.0
  /// Σw·(quality of the best answer − quality of the choice).
  var shortfall = 0.0

  /// Adds a trace, every amount times its weight.
  @inline(__always)
  mutating func add(
    weight: Int64, quality: Int64, gain: Int64, gap: Int64, cost: Int64, strongCost: Int64,
    strongWeight: Int64, brier: Int64, shortfall: Int64
  ) {
    self.weight += Double(weight)
    self.quality += Double(quality)
    self.gain += Double(gain)
    self.gap += Double(gap)
    self.cost += Double(cost)
    self.strongCost += Double(strongCost)
    self.strongWeight += Double(strongWeight)
    self.brier += Double(brier)
    self.shortfall += Double(shortfall)
  }
}
