import EvalCore

/// One metric of a router as a row: its name, its figure and its interval.
struct MetricRow {
  /// The metric, as people call it.
  let title: String
  /// Its value.
  let figure: Figure
  /// The two-sided 95 % interval in words; nil where none is computed.
  let interval: String?

  /// Returns every metric, in the order of the documentation.
  static func all(_ metrics: MetricSet, quality: QualityText) -> [MetricRow] {
    let mean = MetricRow(
      title: "quality",
      figure: Figure(metrics.quality) { quality.level($0) },
      interval: quality.interval(metrics.quality))
    return [mean]
      + [
        row("PGR", metrics.pgr, .fraction), row("APGR", metrics.apgr, .fraction),
        row("area under quality", metrics.auc, .points),
      ]
      + CPTTable.levels.flatMap { crossings($0, metrics.cpt[$0]) }
      + [
        percent("strong share", metrics.strongShare),
        row("USD for each query", metrics.cost, .usd),
        row("USD for all queries", metrics.costUSD, .usd),
        percent("savings", metrics.savings), row("latency p50", metrics.latencyP50, .milliseconds),
        row("latency p95", metrics.latencyP95, .milliseconds),
        row("latency p99", metrics.latencyP99, .milliseconds),
        row("Brier score", metrics.brier, .fraction),
        row("calibration error (ECE)", metrics.ece, .fraction),
        row("AUROC", metrics.auroc, .fraction),
        row("AIQ", metrics.aiq, .fraction),
        row("gap to the oracle", metrics.oracleGap, .fraction),
      ]
      + [metrics.agreement.map { percent("agreement", $0) }].compactMap { $0 }
      + [metrics.rating.map { row("rating by people", $0, .points) }].compactMap { $0 }
  }

  private static func row(_ title: String, _ measured: Measured, _ unit: MetricUnit) -> MetricRow {
    MetricRow(
      title: title, figure: Figure(measured) { unit.text($0) },
      interval: interval(measured) { unit.text($0) })
  }

  static func percent(_ title: String, _ measured: Measured) -> MetricRow {
    MetricRow(
      title: title, figure: Figure(measured) { NumberText.percent($0) },
      interval: interval(measured) { NumberText.percent($0) })
  }

  /// Returns a mean rating to two decimals, or a dash.
  static func rating(_ measured: Measured) -> String {
    Figure(measured) { NumberText.fixed($0, decimals: 2) }.text
  }

  private static func crossings(_ level: Int, _ entry: CPTTable.Entry) -> [MetricRow] {
    var first = percent("CPT\(level)", entry.first)
    if let low = entry.low.value, let high = entry.high.value {
      first = MetricRow(
        title: first.title, figure: first.figure,
        interval: "\(NumberText.percent(low)) to \(NumberText.percent(high))")
    }
    return [first, percent("CPT\(level) sustained", entry.sustained)]
  }

  /// Returns the interval of a value; nil where an end is missing.
  static func interval(_ measured: Measured, _ format: (Double) -> String) -> String? {
    guard let low = measured.estimate?.low?.value, let high = measured.estimate?.high?.value
    else { return nil }
    return "\(format(low)) to \(format(high))"
  }
}
