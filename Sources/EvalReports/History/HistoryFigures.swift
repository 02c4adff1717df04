import EvalCore

/// The figures of a history in words.
struct HistoryFigures {
  private let metric: MetricName
  private let quality: QualityText

  init(_ report: HistoryReport) {
    metric = report.metric
    quality = QualityText(
      RunReport.GoldenSummary(
        name: "", sha256: "", traces: 0, clusters: 0, qualityMin: report.qualityMin,
        qualityMax: report.qualityMax, models: []))
  }

  /// The metric with its scale or what it is counted for.
  var title: String {
    switch metric {
    case .quality: "quality" + (quality.isUnitScale ? "" : " on \(quality.scale)")
    case .cost: "cost of 1,000 queries"
    default: metric.rawValue
    }
  }

  /// Costs are shown for a thousand queries: a single one costs too little to read.
  private var factor: Double { metric == .cost ? 1000 : 1 }

  /// The metric's value.
  func level(_ value: Measured) -> String {
    guard let estimate = value.estimate else { return NumberText.undefined }
    return metric == .quality
      ? quality.level(estimate.estimate, raw: estimate.raw)
      : MetricUnit(metric).text(estimate.estimate * factor)
  }

  /// The metric's step from one run to the next; nil where it is the quality, which has its own.
  func step(_ change: Double?) -> String? {
    guard metric != .quality, let change, change != 0 else { return nil }
    return "\(metric.rawValue) "
      + MetricUnit(metric).text(change * factor, isChange: true)
      + (metric == .cost ? " / 1,000" : "")
  }

  /// A change of quality with its unit, such as `-0.03 points`.
  func change(_ normalized: Double) -> String {
    "\(amount(normalized)) \(quality.changeUnit)"
  }

  /// A change that is not zero never reads as zero.
  private func amount(_ normalized: Double) -> String {
    let text = quality.change(normalized)
    guard normalized != 0, !text.contains(where: { "123456789".contains($0) }) else { return text }
    return (normalized < 0 ? "just below " : "just above ") + size(0).prefix { $0 != " " }
  }

  /// A share of quality without a sign, such as `0.18 points`.
  func size(_ normalized: Double) -> String {
    let text = quality.change(normalized)
    return (text.hasPrefix("+") ? String(text.dropFirst()) : text) + " \(quality.changeUnit)"
  }

  /// What became of a router's routes and quality.
  func sentence(_ change: HistoryReport.Change) -> [String] {
    var parts: [String] = []
    if change.flips > 0 { parts.append(NumberText.count(change.flips, "route") + " flipped") }
    guard change.flips > 0 || change.quality != 0 else { return parts }
    var text =
      change.quality == 0
      ? "quality \(change.isExact ? "exactly " : "")as before"
      : "quality \(self.change(change.quality))\(change.isExact ? " exactly" : "")"
    if let routes = change.routes, let answers = change.answers, change.flips > 0 {
      text +=
        " (\(self.change(routes)) from other routes, \(self.change(answers)) from other answers)"
    }
    return parts + [text]
  }

  /// A change against the anchor, with twice its error where it has one.
  func sinceAnchor(_ change: HistoryReport.Change?) -> String {
    guard let change else { return NumberText.undefined }
    let error = change.standardError.map { " ± \(size($0 * 1.96))" } ?? ""
    return error.isEmpty
      ? self.change(change.quality)
      : quality.change(change.quality) + error
  }

  /// How much of the budget is used.
  func used(_ change: HistoryReport.Change?, of budget: Double) -> String {
    guard let change else { return "" }
    guard change.quality < 0 else { return "0%" }
    return budget > 0 ? NumberText.percent(-change.quality / budget, decimals: 0) : "all"
  }

  /// The run's commit, `+` where files differed from it.
  static func commit(_ git: RunReport.GitState?) -> String? {
    git.map { state in String(state.commit.prefix(8)) + (state.dirty ? "+" : "") }
  }

  /// When a run began, to the minute.
  static func time(_ startedAt: String) -> String {
    String(startedAt.prefix(16)).replacing("T", with: " ")
  }
}
