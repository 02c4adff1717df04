import EvalCore

/// The figures of a diff in words, the same in every rendering.
struct DiffFigures {
  private let quality: QualityText

  init(_ report: DiffReport) {
    quality = QualityText(
      RunReport.GoldenSummary(
        name: "", sha256: "", traces: report.traces, clusters: report.clusters,
        qualityMin: report.qualityMin, qualityMax: report.qualityMax, models: []))
  }

  /// A level with half its interval, such as `8.93 ± 0.31`; a dash where it is undefined.
  func level(_ measured: Measured, of metric: MetricName) -> String {
    guard let estimate = measured.estimate else { return NumberText.undefined }
    if metric == .quality { return quality.figure(measured).text }
    let (unit, factor) = (MetricUnit(metric), Self.factor(metric))
    let text = unit.text(estimate.estimate * factor)
    guard let low = estimate.low?.value, let high = estimate.high?.value else { return text }
    return "\(text) ± \(unit.text((high - low) / 2 * factor))"
  }

  /// The metric's name, with what it is counted for.
  static func name(_ metric: MetricName) -> String {
    metric == .cost ? "cost / 1,000" : metric.rawValue
  }

  /// Costs are shown for a thousand queries: a single one costs too little to read.
  private static func factor(_ metric: MetricName) -> Double { metric == .cost ? 1000 : 1 }

  /// The metrics that either side knows.
  static func known(_ rows: [DiffReport.MetricRow]) -> [DiffReport.MetricRow] {
    rows.filter { $0.before.estimate != nil || $0.now.estimate != nil }
  }

  /// A change with its interval, such as `-0.16 [-0.22, -0.11]`; `~` where nothing is shown.
  func change(_ row: DiffReport.MetricRow) -> String {
    guard let estimate = row.change.estimate else { return NumberText.undefined }
    if row.outcome == .identical { return "no change" }
    func text(_ value: Double) -> String {
      row.metric == .quality
        ? quality.change(value)
        : MetricUnit(row.metric).text(value * Self.factor(row.metric), isChange: true)
    }
    guard let low = estimate.low?.value, let high = estimate.high?.value else {
      return text(estimate.estimate)
    }
    return "\(text(estimate.estimate)) [\(text(low)), \(text(high))]"
  }

  /// What the change amounts to: `worse p=0.003`, or `~ p=0.41`.
  func outcome(_ row: DiffReport.MetricRow) -> String {
    let p = row.p.map { $0 < 0.001 ? " p<0.001" : " p=\(NumberText.fixed($0, decimals: 3))" } ?? ""
    return switch row.outcome {
    case .identical: row.change.estimate == nil ? "" : "="
    case .unclear: row.change.undefinedReason.map { "? \($0)" } ?? "~" + p
    case .better, .worse, .changed: row.outcome.rawValue + p
    }
  }

  /// The quality over all traces of both sides, such as `8.93 → 8.71`.
  func levels(_ mix: DiffReport.Mix) -> String {
    "\(quality.level(mix.before)) → \(quality.level(mix.now))"
  }

  /// A cohort's change of quality with its interval.
  func change(_ cohort: RouterComparison.CohortChange) -> String {
    guard let estimate = cohort.quality else { return NumberText.undefined }
    guard let low = cohort.low, let high = cohort.high else { return quality.change(estimate) }
    return "\(quality.change(estimate)) [\(quality.change(low)), \(quality.change(high))]"
  }

  /// What a cohort's test says: its p value among all cohorts.
  func evidence(_ cohort: RouterComparison.CohortChange) -> String {
    guard let p = cohort.adjustedP else { return cohort.quality == nil ? "" : "too small to test" }
    if let twin = cohort.twin { return "the same changes as \(twin)" }
    return p < 0.001 ? "p<0.001" : "p=\(NumberText.fixed(p, decimals: 3))"
  }

  /// One flip's qualities.
  func quality(_ flip: RouterComparison.Flip) -> String { quality.levels(flip) }

  /// The smallest loss that would have been shown in a cohort; a dash where nothing is known.
  func detectable(_ cohort: RouterComparison.CohortChange) -> String {
    cohort.detectable.map { quality.size($0) } ?? NumberText.undefined
  }

  /// The part of the whole change that lies in a cohort.
  func contribution(_ cohort: RouterComparison.CohortChange) -> String {
    cohort.contribution.map { quality.change($0) } ?? NumberText.undefined
  }

  /// A change of normalised quality with its unit.
  func quality(_ change: Double) -> String { "\(quality.change(change)) \(quality.changeUnit)" }

  /// The cohorts worth a line: those with a change of quality, the largest loss first.
  static func cohorts(_ comparison: RouterComparison) -> [RouterComparison.CohortChange] {
    let changed = comparison.cohorts.filter { $0.quality != nil }
    if changed.isEmpty {
      return comparison.cohorts.enumerated()
        .sorted { ($1.element.flips, $0.offset) < ($0.element.flips, $1.offset) }.map(\.element)
    }
    return changed.enumerated()
      .sorted {
        (rank($0.element), $0.element.quality ?? 0, $0.offset)
          < (rank($1.element), $1.element.quality ?? 0, $1.offset)
      }.map(\.element)
  }

  /// Shown losses before what is not shown, and that before what is too small to test.
  private static func rank(_ cohort: RouterComparison.CohortChange) -> Double {
    guard let p = cohort.adjustedP, let quality = cohort.quality else { return 2 }
    return p <= 0.05 && quality < 0 ? 0 : 1
  }

  /// Where the change came from, one line for each split that is defined.
  func attribution(_ comparison: RouterComparison) -> [String] {
    AttributionText(quality).lines(comparison)
  }

  /// Whether a router decides as it did, and nothing came of it that differs.
  static func isIdentical(_ router: DiffReport.Router) -> Bool {
    router.verdict == .passed && router.comparison.flips == 0
      && router.metrics.allSatisfy { $0.outcome == .identical }
  }

  /// The verdict in one sentence.
  static func verdict(_ report: DiffReport) -> String {
    let pair = "\(report.before.title) → \(report.now.title)"
    return switch report.verdict {
    case .failed:
      "worse: \(pair): "
        + report.routers.filter { $0.verdict == .failed }
        .map { "\($0.router): \($0.reason)" }.joined(separator: "; ")
    case .passed:
      report.routers.allSatisfy(isIdentical)
        ? "identical: \(pair)" : "no worse: \(pair)"
    case .inconclusive:
      "cannot tell: \(pair)"
        + (report.routers.allSatisfy { $0.verdict == .passed }
          ? ": a router of the earlier side is not there any more" : "")
    }
  }
}
