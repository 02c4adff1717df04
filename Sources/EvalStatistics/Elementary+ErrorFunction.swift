extension Elementary {
  /// The step of the trapezoidal rule in the scaled error function.
  private static let step = 0.5

  /// The weights exp(-n²/4) of the trapezoidal rule, from n = 1.
  private static let trapezoidWeights: [Double] = (1...13).map { n in
    exp(-0.25 * Double(n * n))
  }

  /// Returns the complementary error function.
  ///
  /// Its tail keeps relative precision down to the underflow near 27.2, from
  /// where it is zero. Below ½ by the power series of erf (Abramowitz &
  /// Stegun 7.1.6), above by ``scaledErfc(_:)``.
  ///
  /// - Precondition: `x` is not NaN.
  package static func erfc(_ x: Double) -> Double {
    precondition(!x.isNaN, "the error function of something that is not a number")
    if x.magnitude < 0.5 { return 1 - erfNearZero(x) }
    if x.magnitude > 28 { return x < 0 ? 2 : 0 }
    let tail = expOfNegativeSquare(x, over: 1) * scaledErfc(x.magnitude)
    return x < 0 ? 2 - tail : tail
  }

  /// Returns exp(x²) erfc(x) for x from ½ on.
  ///
  /// The trapezoidal rule with step h for the integral of exp(-t²)/(t²+x²),
  /// with the residue of its pole (Chiarella & Reichel 1968, "On the
  /// evaluation of integrals related to the error function"). Its error is
  /// of the order exp(-π²/h²), here 7e-18.
  static func scaledErfc(_ x: Double) -> Double {
    let square = x * x
    var sum = 0.0
    for index in stride(from: trapezoidWeights.count - 1, through: 0, by: -1) {
      let node = step * Double(index + 1)
      sum += trapezoidWeights[index] / (square + node * node)
    }
    let trapezoid = 2 * x * step / .pi * (0.5 / square + sum)
    guard x < .pi / step else { return trapezoid }
    return trapezoid - 2 * exp(square) / (exp(2 * .pi * x / step) - 1)
  }

  /// Returns exp(-x²/divisor) without the rounding error of the square.
  ///
  /// The square of the leading half of `x` is exact; the rest is small and
  /// goes into a second factor. `divisor` is 1 or 2. Finite up to |x| = 2¹⁰⁰.
  static func expOfNegativeSquare(_ x: Double, over divisor: Double) -> Double {
    let leading = Double(bitPattern: x.bitPattern & ~0x7ff_ffff)
    let rest = (x - leading) * (x + leading)
    return exp(-leading * leading / divisor) * exp(-rest / divisor)
  }

  /// Returns the error function for x between -1 and 1.
  ///
  /// Abramowitz & Stegun 7.1.6, whose terms all have one sign.
  static func erfNearZero(_ x: Double) -> Double {
    let square = x * x
    var term = 1.0
    var sum = 1.0
    var n = 0.0
    while term > 1e-18 {
      n += 1
      term *= 2 * square / (2 * n + 1)
      sum += term
    }
    return 1.1283791670955125739 * x * exp(-square) * sum
  }
}
