import EvalCore

/// Qualities as people know them: points of the golden's own scale, percent on 0…1.
struct QualityText {
  private let low: Double
  private let high: Double

  init(_ golden: RunReport.GoldenSummary) {
    low = golden.qualityMin
    high = golden.qualityMax
  }

  /// Whether the scale is 0…1, so that qualities are shown in percent.
  var isUnitScale: Bool { low == 0 && high == 1 }

  /// The scale, such as `1 to 10`.
  var scale: String { "\(NumberText.plain(low)) to \(NumberText.plain(high))" }

  private var width: Double { high - low }

  private var decimals: Int { width <= 2 ? 3 : width <= 20 ? 2 : width <= 200 ? 1 : 0 }

  /// Returns a mean quality with half its interval, such as `8.93 ± 0.31` or `71.2% ± 3.1`.
  func figure(_ quality: Measured) -> Figure {
    guard let estimate = quality.estimate else { return Figure(quality) }
    let mean = level(estimate.estimate, raw: estimate.raw)
    switch (estimate.low, estimate.high) {
    case (.value(let low), .value(let high)):
      return Figure(mean + " ± " + size((high - low) / 2))
    case (.undefined(let reason), _), (_, .undefined(let reason)):
      return Figure(mean, note: "no interval: \(reason)")
    default:
      return Figure(mean)
    }
  }

  /// Returns a normalised quality on the golden's scale, such as `8.93` or `71.2%`.
  func level(_ normalized: Double, raw: Double? = nil) -> String {
    isUnitScale
      ? NumberText.percent(normalized)
      : NumberText.fixed(raw ?? low + Rounding.significant(normalized) * width, decimals: decimals)
  }

  /// Returns the interval of a quality, such as `8.62 to 9.24`; nil where it has none.
  func interval(_ quality: Measured) -> String? {
    guard let low = quality.estimate?.low?.value, let high = quality.estimate?.high?.value
    else { return nil }
    return "\(level(low)) to \(level(high))"
  }

  /// Returns a change of normalised quality in points of the scale, with its sign.
  func change(_ normalized: Double) -> String {
    // As reports keep it, so that `run` and `show` round the same number.
    let kept = Rounding.significant(normalized)
    return isUnitScale
      ? NumberText.signed(kept * 100, decimals: 1)
      : NumberText.signed(kept * width, decimals: decimals)
  }

  /// What a change is counted in: `points`, or percentage points on 0…1.
  var changeUnit: String { isUnitScale ? "%-points" : "points" }

  /// Returns one trace's quality, which is on the golden's own scale already.
  func recorded(_ raw: Double) -> String {
    NumberText.fixed(raw, decimals: min(decimals, DecimalDigits(raw).decimals))
  }

  /// Returns a normalised value on the golden's scale; nil where the two are the same.
  func raw(_ normalized: Double, isChange: Bool) -> String? {
    if isUnitScale { return nil }
    return isChange ? change(normalized) + " points" : level(normalized)
  }

  /// Returns one flip's qualities, such as `9 → 4`; a dash where decisions alone are known.
  func levels(_ flip: RouterComparison.Flip) -> String {
    guard let before = flip.qualityBefore, let after = flip.qualityAfter else {
      return NumberText.undefined
    }
    return "\(recorded(before)) → \(recorded(after))"
  }

  /// Returns an amount of normalised quality in points of the scale, without a sign.
  func size(_ normalized: Double) -> String {
    isUnitScale
      ? NumberText.fixed(normalized * 100, decimals: 1)
      : NumberText.fixed(normalized * width, decimals: decimals)
  }
}
