extension Elementary {
  /// Half the natural logarithm of 2π.
  private static let halfLog2Pi = 0.9189385332046727418

  /// The coefficients B₂ⱼ/(2j(2j-1)) of Stirling's series.
  private static let stirlingCoefficients: [Double] = [
    1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360_360, 1.0 / 156,
    -3617.0 / 122_400, 43867.0 / 244_188,
  ]

  /// The coefficients (-1)ᵏ(ζ(k) - 1)/k, from k = 2, after 1 - γ for k = 1.
  private static let logGammaCoefficients: [Double] = [
    0.42278433509846713939, 0.32246703342411321824, -0.067352301053198095133,
    0.020580808427784547879, -0.0073855510286739852663, 0.0028905103307415232858,
    -0.0011927539117032609771, 0.00050966952474304242234, -0.00022315475845357937976,
    0.000099457512781808533715, -0.0000449262367381331417, 0.000020507212775670691553,
    -9.439488275268395904e-6, 4.3748667899074878042e-6, -2.0392157538013662368e-6,
    9.5514121304074198329e-7, -4.4924691987645660433e-7, 2.1207184805554665869e-7,
    -1.0043224823968099609e-7, 4.7698101693639805658e-8, -2.271109460894316491e-8,
    1.0838659214896954091e-8, -5.1834750419700466551e-9, 2.4836745438024783172e-9,
    -1.1921401405860912074e-9, 5.7313672416788620133e-10, -2.7595228851242331452e-10,
  ]

  /// Returns the natural logarithm of the gamma function.
  ///
  /// Up to 2.5 by the Taylor series about 2 (Abramowitz & Stegun 6.1.33),
  /// which keeps relative precision next to the zeros at 1 and 2; up to 10 by
  /// the recurrence Γ(z+1) = zΓ(z); above by Stirling's series (6.1.41).
  ///
  /// - Precondition: `z` is above zero.
  package static func logGamma(_ z: Double) -> Double {
    precondition(z > 0, "the gamma function of a number that is not above zero")
    if z >= 10 {
      return z == .infinity
        ? z : (z - 0.5) * log(z) - z + halfLog2Pi + stirlingSeries(z)
    }
    if z < 0.5 { return logGammaNearTwo(z) - log1p(z) - log(z) }
    if z < 1.5 { return logGammaNearTwo(z - 1) - log1p(z - 1) }
    var product = 1.0
    var reduced = z
    while reduced > 2.5 {
      reduced -= 1
      product *= reduced
    }
    return log(product) + logGammaNearTwo(reduced - 2)
  }

  /// Returns ln Γ(z) - (z - ½) ln z + z - ½ ln 2π, the error of Stirling's formula.
  ///
  /// Positive, falling like 1/(12z). Working with it instead of the logarithm
  /// of gamma keeps ratios of large gammas precise.
  ///
  /// - Precondition: `z` is above zero.
  static func stirlingError(_ z: Double) -> Double {
    if z >= 10 { return stirlingSeries(z) }
    return logGamma(z) - (z - 0.5) * log(z) + z - halfLog2Pi
  }

  /// Returns Stirling's series, which is short from 10 on.
  private static func stirlingSeries(_ z: Double) -> Double {
    let inverse = 1 / z
    return inverse * polynomial(inverse * inverse, stirlingCoefficients)
  }

  /// Returns ln Γ(2 + x) for x between -½ and ½.
  private static func logGammaNearTwo(_ x: Double) -> Double {
    x * polynomial(x, logGammaCoefficients)
  }
}
