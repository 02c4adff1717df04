/// What was lost and what was gained, before one is set against the other.
///
/// A change near zero with much of both is the mark of a regression that hides.
struct GrossChange {
  /// Quality lost over the weight of all queries, normalised to 0…1, at least zero.
  let loss: Double
  /// Quality gained, likewise.
  let gain: Double
  /// The share of all queries, by weight, whose answer got worse.
  let worse: Double

  /// Sums a column of quality up; O(changes).
  init(_ column: PairedColumn, golden: Golden) {
    var (loss, gain, worse) = (Int128(0), Int128(0), Int64(0))
    for (place, value) in column.values.enumerated() {
      if value < 0 {
        loss -= Int128(value)
        worse += golden.weights?[Int(column.traces[place])] ?? 1
      } else {
        gain += Int128(value)
      }
    }
    let total = Double(golden.totalWeight)
    self.loss = Rounding.significant(Double(loss) / total / column.unit)
    self.gain = Rounding.significant(Double(gain) / total / column.unit)
    self.worse = Rounding.significant(Double(worse) / total)
  }
}
