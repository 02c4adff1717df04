import EvalCore

/// Changes of route in words, the same in every report.
struct FlipText {
  private let quality: QualityText
  private let attribution: AttributionText

  init(_ golden: RunReport.GoldenSummary) {
    quality = QualityText(golden)
    attribution = AttributionText(quality)
  }

  /// The change of mean quality with its interval: `quality -0.09 [-0.31, +0.13] points`.
  func qualityChange(_ comparison: RouterComparison) -> String {
    switch comparison.delta {
    case .undefined(let reason): return "quality \(NumberText.undefined) (\(reason))"
    case .value(let estimate):
      var text = "quality " + quality.change(estimate.estimate)
      if let low = estimate.low?.value, let high = estimate.high?.value {
        text += " [\(quality.change(low)), \(quality.change(high))]"
      }
      return text + " " + quality.changeUnit
    }
  }

  /// The change of cost: `cost +$0.31 / 1,000`; empty where it is unknown.
  func costChange(_ comparison: RouterComparison) -> String {
    guard let estimate = comparison.costDelta.estimate else { return "" }
    return "cost " + NumberText.signedUSD(estimate.estimate * 1000) + " / 1,000"
  }

  /// One flip's qualities: `quality 9 → 4`.
  func quality(_ flip: RouterComparison.Flip) -> String {
    "quality \(quality.levels(flip))"
  }

  /// Where the change came from and where the flips stand, a line each.
  func origins(_ comparison: RouterComparison) -> [String] {
    attribution.lines(comparison)
      + (AttributionText.distances(comparison).map { [$0] } ?? [])
  }

  /// A router in whose replay nothing differs.
  static let unchanged = "identical decisions"

  /// One flip's costs, as they are in USD; empty where either is unknown.
  func cost(_ flip: RouterComparison.Flip) -> String {
    guard let before = flip.costBefore, let after = flip.costAfter else { return "" }
    return "cost \(NumberText.usd(before)) → \(NumberText.usd(after))"
  }
}
