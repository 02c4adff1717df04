/// An interval for the difference of two independent estimates from their own intervals.
///
/// Newcombe (1998), "Interval estimation for the difference between independent proportions",
/// method 10 where the parts are Wilson's; with other intervals it is the method of variance
/// estimates recovery (Zou & Donner 2008).
package enum Newcombe {
  /// Returns the interval of `first` minus `second`, at the confidence of the two intervals.
  ///
  /// - Parameters:
  ///   - first: The estimate to subtract from.
  ///   - firstInterval: Its interval, which holds it.
  ///   - second: The estimate to subtract.
  ///   - secondInterval: Its interval, which holds it.
  /// - Returns: An interval that holds the difference.
  package static func difference(
    _ first: Double, _ firstInterval: Interval, _ second: Double, _ secondInterval: Interval
  ) -> Interval {
    func root(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
    let difference = first - second
    return Interval(
      low: difference - root(first - firstInterval.low, secondInterval.high - second),
      high: difference + root(firstInterval.high - first, second - secondInterval.low))
  }
}
