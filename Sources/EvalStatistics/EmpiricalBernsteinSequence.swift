/// A confidence sequence: intervals for a mean that hold at all times together.
///
/// Values in 0…1 arrive one by one, and one may look after each: with the
/// stated confidence no interval of the whole sequence misses the mean. An
/// interval for a fixed number, looked at again and again, misses it sooner or
/// later. The predictable plug-in empirical-Bernstein sequence of Waudby-Smith
/// & Ramdas (2023), with mean ½ and variance ¼ before the first value.
///
/// The order of the values counts; it must not depend on the values.
package struct EmpiricalBernsteinSequence: Sendable {
  private let logTerm: Double
  private let greatestBet: Double

  private var valueTotal = 0.0
  private var squareTotal = 0.0
  private var betTotal = 0.0
  private var weightedTotal = 0.0
  private var costTotal = 0.0

  /// The number of values so far.
  package private(set) var count = 0

  /// The bet λ that the last value was weighted with, zero before the first.
  package private(set) var bet = 0.0

  /// Creates a sequence without values.
  ///
  /// - Parameters:
  ///   - confidence: The confidence that no interval misses, inside (0, 1).
  ///   - greatestBet: Where bets are cut, inside (0, 1). One half, unless there
  ///     is a reason.
  package init(confidence: Double, greatestBet: Double = 0.5) {
    precondition(confidence > 0 && confidence < 1, "a confidence lies inside (0, 1)")
    precondition(greatestBet > 0 && greatestBet < 1, "a bet lies inside (0, 1)")
    self.logTerm = Elementary.log(2 / (1 - confidence))
    self.greatestBet = greatestBet
  }

  /// Takes in the next value.
  ///
  /// - Precondition: It lies in 0…1. A difference of two such values d goes in
  ///   as (d+1)/2.
  package mutating func add(_ value: Double) {
    precondition(0...1 ~= value, "a value outside 0…1")
    let before = estimates
    let time = Double(count + 1)
    let spread = before.variance * time * Elementary.log1p(time)
    bet = min(greatestBet, (2 * logTerm / spread).squareRoot())
    count += 1
    valueTotal += value
    let surprise = value - before.mean
    let deviation = value - estimates.mean
    squareTotal += deviation * deviation
    betTotal += bet
    weightedTotal += bet * value
    // 4ψ_E(λ) = -ln(1-λ) - λ
    costTotal += surprise * surprise * (-Elementary.log1p(-bet) - bet)
  }

  /// The weighted mean of the values Σλx/Σλ, `nil` before the first.
  package var centre: Double? {
    count == 0 ? nil : weightedTotal / betTotal
  }

  /// Half the width of the interval, `nil` before the first value.
  package var halfWidth: Double? {
    count == 0 ? nil : (logTerm + costTotal) / betTotal
  }

  /// The interval around the centre, not cut to 0…1; `nil` before the first value.
  ///
  /// What all intervals so far have in common is as good, and narrower.
  package var interval: Interval? {
    guard let centre, let halfWidth else { return nil }
    return Interval(low: centre - halfWidth, high: centre + halfWidth)
  }

  /// Mean and variance of the values so far and of the one supposed before.
  private var estimates: (mean: Double, variance: Double) {
    let divisor = Double(count + 1)
    return ((0.5 + valueTotal) / divisor, (0.25 + squareTotal) / divisor)
  }
}
