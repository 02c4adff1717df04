/// The standard normal distribution.
package enum Normal {
  /// Returns the probability of a value at or below `x`.
  ///
  /// Abramowitz & Stegun 26.2.29. Relative precision is kept in the lower
  /// tail.
  ///
  /// - Precondition: `x` is not NaN.
  package static func cdf(_ x: Double) -> Double {
    upperTail(-x)
  }

  /// Returns the probability of a value above `x`.
  ///
  /// Relative precision is kept in the upper tail, to the underflow near
  /// 38.5, from where it is zero.
  ///
  /// - Precondition: `x` is not NaN.
  package static func upperTail(_ x: Double) -> Double {
    precondition(!x.isNaN, "the normal tail of something that is not a number")
    let scaled = x.magnitude * 0.7071067811865475244
    if scaled < 0.5 { return 0.5 - 0.5 * Elementary.erfNearZero(x * 0.7071067811865475244) }
    if scaled > 28 { return x < 0 ? 1 : 0 }
    let tail =
      0.5 * Elementary.expOfNegativeSquare(x, over: 2) * Elementary.scaledErfc(scaled)
    return x < 0 ? 1 - tail : tail
  }

  /// Returns the value with probability `p` at or below it.
  ///
  /// Wichura (1988), algorithm AS 241, PPND16: rational approximations with a
  /// relative error near 1e-16.
  ///
  /// - Precondition: `p` is above zero and below one.
  package static func quantile(_ p: Double) -> Double {
    precondition(p > 0 && p < 1, "a normal quantile needs a probability inside (0, 1)")
    let centred = p - 0.5
    if centred.magnitude <= 0.425 {
      let r = 0.180625 - centred * centred
      return centred * ratio(r, centralNumerator, centralDenominator)
    }
    let r = (-Elementary.log(min(p, 1 - p))).squareRoot()
    let magnitude =
      r <= 5
      ? ratio(r - 1.6, middleNumerator, middleDenominator)
      : ratio(r - 5, farNumerator, farDenominator)
    return centred < 0 ? -magnitude : magnitude
  }

  private static func ratio(_ r: Double, _ top: [Double], _ bottom: [Double]) -> Double {
    Elementary.polynomial(r, top) / Elementary.polynomial(r, bottom)
  }
}

/// The coefficients of AS 241, in ascending order of powers.
extension Normal {
  private static let centralNumerator: [Double] = [
    3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427,
    13731.693765509461125, 45921.953931549871457, 67265.770927008700853,
    33430.575583588128105, 2509.0809287301226727,
  ]
  private static let centralDenominator: [Double] = [
    1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077,
    21213.794301586595867, 39307.895800092710610, 28729.085735721942674,
    5226.4952788528545610,
  ]
  private static let middleNumerator: [Double] = [
    1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550,
    3.64784832476320460504, 1.27045825245236838258, 0.241780725177450611770,
    0.0227238449892691845833, 7.74545014278341407640e-4,
  ]
  private static let middleDenominator: [Double] = [
    1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550,
    0.148103976427480074590, 0.0151986665636164571966, 5.47593808499534494600e-4,
    1.05075007164441684324e-9,
  ]
  private static let farNumerator: [Double] = [
    6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580,
    0.296560571828504891230, 0.0265321895265761230930, 1.24266094738807843860e-3,
    2.71155556874348757815e-5, 2.01033439929228813265e-7,
  ]
  private static let farDenominator: [Double] = [
    1, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525,
    7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
    2.04426310338993978564e-15,
  ]
}
