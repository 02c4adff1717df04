/// How far binned scores lie from the labels they predict.
///
/// Every error of this kind depends on the bins, and without debiasing is far
/// above zero for perfect scores; ``expectedUnderCalibration(_:)`` says how far.
package enum CalibrationError {
  /// Returns bins of equal width over 0…1, without the empty ones.
  ///
  /// Closed on the left, the last also on the right. A score belongs to the bin
  /// from k/count on if it is not below that number as a double, so 0.3 and 0.7
  /// lie where they should.
  ///
  /// - Parameters:
  ///   - scores: Probabilities.
  ///   - labels: 0, ½ or 1 for each score.
  ///   - count: The number of bins, above zero.
  /// - Returns: The bins from the least scores up, none without scores.
  package static func equalWidthBins(
    scores: [Double],
    labels: [Double],
    count: Int
  ) -> [CalibrationBin] {
    ScoredLabels.check(scores: scores, labels: labels)
    precondition(count > 0, "fewer than one bin")
    let order = TieGroups(ascending: scores).order
    var members = [[Int]](repeating: [], count: count)
    for index in order { members[widthBin(of: scores[index], count)].append(index) }
    return members.filter { !$0.isEmpty }.map { bin($0[...], scores, labels) }
  }

  /// Returns bins of equally many scores, the first ones larger by one.
  ///
  /// The rule of numpy's `array_split`. Where ties lie across an edge, the
  /// order given decides who is below; sort by something that means nothing.
  ///
  /// - Parameters:
  ///   - scores: Probabilities.
  ///   - labels: 0, ½ or 1 for each score.
  ///   - count: The number of bins, above zero; ``massBinCount(_:)`` proposes one.
  /// - Returns: The bins from the least scores up, no more than scores.
  package static func equalMassBins(
    scores: [Double],
    labels: [Double],
    count: Int
  ) -> [CalibrationBin] {
    ScoredLabels.check(scores: scores, labels: labels)
    precondition(count > 0, "fewer than one bin")
    let order = TieGroups(ascending: scores).order
    let (size, larger) = order.count.quotientAndRemainder(dividingBy: count)
    var bins: [CalibrationBin] = []
    var start = 0
    while start < order.count {
      let end = start + size + (bins.count < larger ? 1 : 0)
      bins.append(bin(order[start..<end], scores, labels))
      start = end
    }
    return bins
  }

  /// Returns a number of bins of equal mass: one for 25 scores, from 1 to 15.
  package static func massBinCount(_ scores: Int) -> Int {
    min(15, max(1, scores / 25))
  }

  /// Returns the bin of a score, by comparing it with the edges themselves.
  private static func widthBin(of score: Double, _ count: Int) -> Int {
    func edge(_ bin: Int) -> Double { Double(bin) / Double(count) }
    var bin = min(Int(score * Double(count)), count - 1)
    if score < edge(bin) { bin -= 1 }
    if bin + 1 < count && score >= edge(bin + 1) { bin += 1 }
    return bin
  }

  private static func bin(
    _ members: ArraySlice<Int>,
    _ scores: [Double],
    _ labels: [Double]
  ) -> CalibrationBin {
    CalibrationBin(scores: members.map { scores[$0] }, labels: members.map { labels[$0] })
  }
}

extension CalibrationError {
  /// Returns the expected calibration error, `nil` without bins.
  ///
  /// Σ n_b/n · |gap| (Naeini, Cooper & Hauskrecht 2015).
  package static func expected(_ bins: [CalibrationBin]) -> Double? {
    mean(bins) { $0.gap.magnitude }
  }

  /// Returns what ``expected(_:)`` is on average for scores that are calibrated.
  ///
  /// Σ n_b/n · E|gap|, each label being 1 with the probability of its score.
  /// `nil` without bins.
  package static func expectedUnderCalibration(_ bins: [CalibrationBin]) -> Double? {
    mean(bins) { $0.expectedGap }
  }

  /// Returns the mean squared gap, `nil` without bins.
  ///
  /// Σ n_b/n · gap², above zero for perfect scores.
  package static func square(_ bins: [CalibrationBin]) -> Double? {
    mean(bins) { $0.gap * $0.gap }
  }

  /// Returns the mean squared gap less the variance of the labels in it.
  ///
  /// Σ n_b/n · (gap² - ȳ(1-ȳ)/(n_b-1)), Kumar, Liang & Ma (2019). About zero
  /// for perfect scores and often negative then. A bin of one has no variance
  /// to take off. `nil` without bins.
  package static func debiasedSquare(_ bins: [CalibrationBin]) -> Double? {
    mean(bins) { $0.gap * $0.gap - $0.meanLabelVariance }
  }

  private static func mean(
    _ bins: [CalibrationBin],
    _ value: (CalibrationBin) -> Double
  ) -> Double? {
    guard !bins.isEmpty else { return nil }
    let total = CompensatedSum.sum(count: bins.count) { Double(bins[$0].count) * value(bins[$0]) }
    return total / Double(bins.reduce(0) { $0 + $1.count })
  }
}
