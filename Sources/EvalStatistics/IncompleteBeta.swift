/// The regularised incomplete beta function for one pair of shape parameters.
///
/// Every call takes both `x` and its complement `y` = 1 - x, because one of
/// them is often known to more digits than subtraction would leave.
struct IncompleteBeta {
  /// The exponent of `x`, above zero.
  let alpha: Double

  /// The exponent of `y`, above zero.
  let beta: Double

  /// ln of xᵅyᵝ/B(α, β) at its maximum x = α/(α+β), by Stirling's formula.
  private let logPeak: Double

  /// Creates the function and prepares what does not depend on `x`.
  ///
  /// - Precondition: both parameters are above zero and finite.
  init(alpha: Double, beta: Double) {
    precondition(alpha > 0 && beta > 0, "a beta law needs positive parameters")
    precondition(alpha + beta < .infinity, "a beta law needs finite parameters")
    self.alpha = alpha
    self.beta = beta
    let ratio = alpha / (alpha + beta) * beta / (2 * .pi)
    logPeak =
      0.5 * Elementary.log(ratio) + Elementary.stirlingError(alpha + beta)
      - Elementary.stirlingError(alpha) - Elementary.stirlingError(beta)
  }

  /// The same function seen from the other end, with `x` and `y` exchanged.
  var mirrored: IncompleteBeta { IncompleteBeta(mirroring: self) }

  private init(mirroring other: IncompleteBeta) {
    alpha = other.beta
    beta = other.alpha
    logPeak = other.logPeak
  }

  /// The logarithm of the complete beta function.
  var logBeta: Double {
    let total = alpha + beta
    return alpha * Elementary.log(alpha / total) + beta * Elementary.log(beta / total) - logPeak
  }

  /// Returns the logarithm of xᵅyᵝ/B(α, β).
  ///
  /// Loader's saddle-point form, precise for any size of the parameters.
  func logPower(_ x: Double, _ y: Double) -> Double {
    let total = alpha + beta
    return logPeak - Elementary.deviance(alpha, mean: total * x)
      - Elementary.deviance(beta, mean: total * y)
  }

  /// Returns the probability at or below `x`, for `x` and `y` above zero.
  func lower(_ x: Double, _ y: Double) -> Double {
    let power = Elementary.exp(logPower(x, y))
    if alpha * y >= beta * x { return power / Self.fraction(alpha, beta, x, y) }
    return 1 - power / Self.fraction(beta, alpha, y, x)
  }

  /// Returns the logarithms of both tails and of xᵅyᵝ/B(α, β).
  ///
  /// The tail on the near side of the mean is computed with full relative
  /// precision, the other as its complement.
  func logTails(_ x: Double, _ y: Double) -> (lower: Double, upper: Double, power: Double) {
    let power = logPower(x, y)
    if alpha * y >= beta * x {
      let near = power - Elementary.log(Self.fraction(alpha, beta, x, y))
      return (near, Self.logComplement(near), power)
    }
    let near = power - Elementary.log(Self.fraction(beta, alpha, y, x))
    return (Self.logComplement(near), near, power)
  }

  /// Returns ln(1 - eᵛ), kept finite when rounding puts the tail at one.
  private static func logComplement(_ v: Double) -> Double {
    let tail = Elementary.exp(v)
    return tail < 1 ? Elementary.log1p(-tail) : Elementary.log(.leastNormalMagnitude)
  }

  /// Returns xᵃyᵇ/B(a, b) divided by the lower tail, for x up to the mean a/(a+b).
  ///
  /// The continued fraction of DiDonato & Morris (1992, ACM algorithm 708),
  /// the even part of Abramowitz & Stegun 26.5.8, by Lentz's method. It takes
  /// at most some hundred steps, growing like √(a+b) next to the mean.
  private static func fraction(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    let skew = a * y - b * x
    var inverse = 1 / (a + 1)
    var value = a * (skew + 1) * inverse
    var c = value
    var d = 0.0
    var m = 0.0
    while m < 1_000_000 {
      m += 1
      let scaled = m * (b - m) * x * inverse
      let previous = inverse
      inverse = 1 / (a + 2 * m + 1)
      let numerator = (a + m - 1) * (a + b + m - 1) * x * scaled * previous
      let denominator = m + scaled + (a + m) * (skew + 1 + m * (1 + y)) * inverse
      d = 1 / (denominator + numerator * d)
      c = denominator + numerator / c
      let change = c * d
      value *= change
      if (change - 1).magnitude <= 2.3e-16 { break }
    }
    return value
  }
}

extension IncompleteBeta {
  /// Returns the logarithm of the lower tail at a tiny `x`, given as its logarithm.
  ///
  /// The leading term xᵅ/(α B(α, β)) of Abramowitz & Stegun 26.5.4; exact to
  /// double precision once (α+β)x is below 1e-16.
  func logLowerTail(atLog logX: Double) -> Double {
    alpha * logX - Elementary.log(alpha) - logBeta
  }

  /// Returns the logarithm of the `x` with a given lower tail, by the leading term.
  ///
  /// The inverse of ``logLowerTail(atLog:)``.
  func logQuantileByLeadingTerm(_ p: Double) -> Double {
    (Elementary.log(p) + Elementary.log(alpha) + logBeta) / alpha
  }

  /// Returns a first guess of the odds x/y from the leading term of the lower tail.
  ///
  /// `nil` where the leading term says little, that is, outside the far tail.
  func oddsByLeadingTerm(_ p: Double) -> Double? {
    let logX = logQuantileByLeadingTerm(p)
    guard logX < -0.7 else { return nil }
    let x = Elementary.exp(logX)
    let correction = (beta - 1) / (alpha + 1) * x
    guard correction.magnitude < 0.5, x * (1 + correction) < 0.6 else { return nil }
    let corrected = x * (1 + correction)
    return corrected / (1 - corrected)
  }

  /// Returns the odds x/y of the quantile with lower tail `p` and upper tail `q`.
  ///
  /// Newton's method on the logarithm of the smaller tail as a function of
  /// the logarithm of the odds. On that scale both tails are log-concave, so
  /// after the first step the iteration approaches from one side and cannot
  /// diverge, wherever it starts.
  ///
  /// - Parameters:
  ///   - p: The lower tail, above zero.
  ///   - q: The upper tail, above zero; with `p` it makes one.
  ///   - start: The first guess, above zero.
  /// - Returns: The odds, above zero.
  func oddsQuantile(lower p: Double, upper q: Double, start: Double) -> Double {
    let goal = Elementary.log(min(p, q))
    var odds = start
    for _ in 0..<200 {
      let x = odds / (1 + odds)
      let tails = logTails(x, 1 / (1 + odds))
      let (tail, sign) = p <= q ? (tails.lower, 1.0) : (tails.upper, -1.0)
      let step = sign * (goal - tail) * Elementary.exp(tail - tails.power)
      odds *= Elementary.exp(min(max(step, -4), 4))
      if step.magnitude < 1e-8 { break }
    }
    return odds
  }
}
