/// The correction for tests that differ in how small their p value can get.
///
/// Tarone (1990): a test that could not have been significant costs the others nothing.
package enum Tarone {
  /// Returns the smallest K for which at most K tests could reach the level over K.
  ///
  /// Each of those tests is then held to the level divided by K.
  ///
  /// - Parameters:
  ///   - attainable: Per test, the smallest p value it could have given.
  ///   - level: The family's level.
  /// - Returns: K, at least one.
  package static func divisor(attainable: [Double], level: Double) -> Int {
    var divisor = 1
    while attainable.count(where: { $0 <= level / Double(divisor) }) > divisor { divisor += 1 }
    return divisor
  }
}
