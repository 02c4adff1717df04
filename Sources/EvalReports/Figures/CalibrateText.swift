package import EvalCore

/// What `calibrate` found, for a person at a terminal.
package enum CalibrateText {
  /// Returns the lines, the last one ended.
  package static func render(
    _ report: ThresholdCalibration, options: TerminalOptions
  ) -> String {
    let threshold = report.threshold
    let here = threshold.fittedHere ? ", the data that it is judged on" : ""
    var lines = [
      TextStyle.bold.apply(
        VisibleText.line(
          "\(report.router) of suite \(report.suite): threshold \(ThresholdText.value(threshold))",
          columns: 200), color: options.color)
    ]
    func add(_ title: String, _ text: String) {
      let first = "  " + title + String(repeating: " ", count: 10 - title.count)
      lines += TextWrap.lines(
        VisibleText.line(text, columns: 600), width: options.columns, first: first,
        indent: "            ")
    }
    add("asked", threshold.rule)
    add("fitted on", sample(report.calibration) + here)
    add(
      "planned",
      figures(threshold.plannedStrongShare, threshold.plannedPGR, threshold.plannedCost))
    if let guarantee = threshold.guarantee { add("guarantee", ThresholdText.guarantee(guarantee)) }
    if let realised = report.realised {
      add("realised", figures(realised.strongShare, realised.pgr, realised.cost))
      if let loss = realised.loss { add("", "loss " + figure(loss) { NumberText.percent($0) }) }
      add("", "on \(sample(realised.sample))")
      if let shift = realised.shift.estimate {
        add(
          "",
          "strong share \(realised.isOffPlan ? "OFF" : "on") plan: \(ThresholdText.shift(shift))")
      }
    }
    add("paste", report.yaml)
    for warning in report.warnings { add("!", warning) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func sample(_ sample: ThresholdCalibration.Sample) -> String {
    let part = sample.part.map { ", the \($0) half" } ?? ""
    let clusters =
      sample.clusters < sample.traces
      ? " in \(NumberText.count(sample.clusters, "cluster"))" : ""
    return "\(sample.golden)\(part): \(NumberText.count(sample.traces, "trace"))\(clusters)"
  }

  private static func figures(_ share: Measured?, _ pgr: Measured?, _ cost: Measured?) -> String {
    var parts: [String] = []
    if let share { parts.append("\(figure(share) { NumberText.percent($0) }) strong") }
    if let pgr { parts.append("PGR \(figure(pgr) { NumberText.fixed($0, decimals: 3) })") }
    if let cost { parts.append("cost for a query \(figure(cost, NumberText.usd))") }
    return parts.joined(separator: "; ")
  }

  private static func figure(_ measured: Measured, _ text: (Double) -> String) -> String {
    switch measured {
    case .undefined(let reason): return "\(NumberText.undefined) (\(reason))"
    case .value(let estimate):
      guard let low = estimate.low?.value, let high = estimate.high?.value else {
        return text(estimate.estimate)
      }
      return "\(text(estimate.estimate)) (\(text(low)) to \(text(high)))"
    }
  }
}
