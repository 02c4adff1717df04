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
    balance(comparison) + losses(comparison) + attribution.lines(comparison)
      + (AttributionText.distances(comparison).map { [$0] } ?? [])
  }

  /// What was lost and what was won: much of both is how a regression hides.
  private func balance(_ comparison: RouterComparison) -> [String] {
    guard let loss = comparison.grossLoss.value, let gain = comparison.grossGain.value,
      let worse = comparison.negativeFlipRate.value, comparison.churn ?? 0 > 0
    else { return [] }
    return [
      "lost \(quality.size(loss)) and won \(quality.size(gain)) \(quality.changeUnit);"
        + " \(NumberText.percent(worse)) of the answers got worse"
    ]
  }

  /// The cohorts that got worse, a line each.
  private func losses(_ comparison: RouterComparison) -> [String] {
    let cohorts = comparison.lostCohorts
    return cohorts.prefix(Self.shownCohorts).map { cohort in
      // Few changes may be shown to be losses, and yet say little of how much was lost.
      let isShown = (cohort.adjustedP ?? 1) <= 0.05 && (cohort.high ?? 0) < 0
      var line = isShown ? "worse in \(cohort.cohort)" : "maybe worse in \(cohort.cohort)"
      line += ": \(quality.change(cohort.quality ?? 0))"
      if let low = cohort.low, let high = cohort.high {
        line += " [\(quality.change(low)), \(quality.change(high))]"
      }
      line += " \(quality.changeUnit), n \(cohort.traces)"
      if let p = cohort.adjustedP, p <= 0.05 {
        line += p < 0.001 ? ", p<0.001" : ", p=\(NumberText.fixed(p, decimals: 3))"
      } else if let rate = cohort.falseDiscoveryRate {
        line += ", false discovery rate \(NumberText.percent(rate))"
      }
      return line
    }
      + (cohorts.count > Self.shownCohorts
        ? ["and in \(cohorts.count - Self.shownCohorts) more cohorts"] : [])
  }

  /// How many cohorts are named.
  private static let shownCohorts = 3

  /// A router in whose replay nothing differs.
  static let unchanged = "identical decisions"

  /// One flip's costs, as they are in USD; empty where either is unknown.
  func cost(_ flip: RouterComparison.Flip) -> String {
    guard let before = flip.costBefore, let after = flip.costAfter else { return "" }
    return "cost \(NumberText.usd(before)) → \(NumberText.usd(after))"
  }
}
