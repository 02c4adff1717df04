/// Elementary and special functions that give the same bits on every platform.
///
/// The functions of libm differ between platforms and versions by a few units
/// in the last place, which is enough to change a printed digit. These use
/// only `+`, `-`, `*`, `/` and bit operations, all of which IEEE 754 fixes to
/// the last bit.
///
/// ## Topics
///
/// ### Exponentials and logarithms
/// - ``exp(_:)``
/// - ``log(_:)``
/// - ``log1p(_:)``
///
/// ### Special functions
/// - ``logGamma(_:)``
/// - ``erfc(_:)``
package enum Elementary {
  /// Evaluates a polynomial by Horner's rule.
  ///
  /// `coefficients` are in ascending order of powers. An empty list is the
  /// zero polynomial.
  static func polynomial(_ x: Double, _ coefficients: [Double]) -> Double {
    var value = 0.0
    for index in stride(from: coefficients.count - 1, through: 0, by: -1) {
      value = value * x + coefficients[index]
    }
    return value
  }
}

extension Elementary {
  /// The natural logarithm of two, rounded down to 32 significant bits.
  ///
  /// A product with an integer below 2²¹ is exact.
  private static let ln2High = 0.6931471803691238

  /// The rest of the natural logarithm of two.
  private static let ln2Low = 1.9082149292705877e-10

  /// 1.5 · 2⁵², which leaves no room for a fraction beside it.
  ///
  /// Adding and subtracting it rounds to a whole number without a call to libm.
  private static let roundingShift = 6_755_399_441_055_744.0

  /// The Taylor coefficients 1/2!, 1/3!, … of (eʳ - 1 - r)/r².
  private static let expCoefficients: [Double] = [
    1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720, 1.0 / 5040, 1.0 / 40320, 1.0 / 362880,
    1.0 / 3_628_800, 1.0 / 39_916_800, 1.0 / 479_001_600, 1.0 / 6_227_020_800,
  ]

  /// Returns e raised to a power, to within one unit in the last place.
  ///
  /// Cody and Waite's reduction x = k ln 2 + r, |r| ≤ ½ ln 2, then the Taylor
  /// series of eʳ (Abramowitz & Stegun 4.2.1).
  ///
  /// - The result is infinite above about 709.78 and underflows gradually to
  ///   zero below about -745.13.
  /// - Precondition: `x` is not NaN.
  package static func exp(_ x: Double) -> Double {
    precondition(!x.isNaN, "the exponential of something that is not a number")
    if x > 709.79 { return .infinity }
    if x < -745.14 { return 0 }
    let k = (x * 1.4426950408889634 + roundingShift) - roundingShift
    let high = x - k * ln2High
    let low = k * ln2Low
    let r = high - low
    let lost = (high - r) - low
    let significand = 1 + (r + (r * r * polynomial(r, expCoefficients) + lost))
    return scaled(significand, byPowerOfTwo: Int(k))
  }

  /// Returns a value near one times a power of two, rounded once.
  private static func scaled(_ value: Double, byPowerOfTwo k: Int) -> Double {
    if -1021...1022 ~= k {
      return value * Double(bitPattern: UInt64(k + 1023) << 52)
    }
    return Double(sign: .plus, exponent: k, significand: value)
  }
}

extension Elementary {
  /// The coefficients 2/3, 2/5, … of (2 artanh(s) - 2s)/s³ in powers of s².
  private static let logCoefficients: [Double] = [
    2.0 / 3, 2.0 / 5, 2.0 / 7, 2.0 / 9, 2.0 / 11, 2.0 / 13, 2.0 / 15, 2.0 / 17, 2.0 / 19,
    2.0 / 21,
  ]

  /// Returns the natural logarithm, to within one unit in the last place.
  ///
  /// x = 2ᵏ(1 + f) with √½ ≤ 1 + f < √2, then the series of artanh
  /// (Abramowitz & Stegun 4.1.27). The logarithm of infinity is infinite.
  ///
  /// - Precondition: `x` is above zero.
  package static func log(_ x: Double) -> Double {
    precondition(x > 0, "the logarithm of a number that is not above zero")
    if x == .infinity { return x }
    var k = Double(x.exponent)
    var f = x.significand - 1
    if f > 0.41421356237309503 {
      k += 1
      f = 0.5 * f - 0.5
    }
    return logOfOnePlus(f, exponent: k)
  }

  /// Returns the natural logarithm of one plus a number.
  ///
  /// Keeps full relative precision near zero, where forming 1 + x would lose
  /// the low digits of `x`.
  ///
  /// - Precondition: `x` is above -1.
  package static func log1p(_ x: Double) -> Double {
    precondition(x > -1, "the logarithm of a number that is not above zero")
    if -0.29...0.41 ~= x { return logOfOnePlus(x, exponent: 0) }
    let sum = 1 + x
    let lost = x > 1 ? 1 - (sum - x) : x - (sum - 1)
    return sum == .infinity ? sum : log(sum) + lost / sum
  }

  /// Returns k ln 2 + ln(1 + f) for f between √½ - 1 and √2 - 1.
  private static func logOfOnePlus(_ f: Double, exponent k: Double) -> Double {
    let s = f / (2 + f)
    let z = s * s
    let tail = z * polynomial(z, logCoefficients)
    let halfSquare = 0.5 * f * f
    return k * ln2High - ((halfSquare - (s * (halfSquare + tail) + k * ln2Low)) - f)
  }

  /// Returns x ln(x/m) - x + m, the deviance term of Poisson and binomial laws.
  ///
  /// It is never negative and zero exactly at x = m. Near there the terms
  /// cancel, so the series in v = (x-m)/(x+m) takes over (Loader 2000, "Fast
  /// and accurate computation of binomial probabilities").
  ///
  /// - Precondition: both arguments are above zero.
  static func deviance(_ x: Double, mean m: Double) -> Double {
    let v = (x - m) / (x + m)
    guard v.magnitude < 0.17 else {
      let ratio = x / m
      return x * (ratio.isFinite ? log(ratio) : log(x) - log(m)) + (m - x)
    }
    let z = v * v
    return (x - m) * v + x * v * z * polynomial(z, logCoefficients)
  }
}
