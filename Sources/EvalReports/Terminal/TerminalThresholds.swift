import EvalCore

/// What was planned of each fitted threshold, beside what came of it.
struct TerminalThresholds {
  private let report: RunReport
  private let options: TerminalOptions

  init(_ report: RunReport, _ options: TerminalOptions) {
    self.report = report
    self.options = options
  }

  /// One sentence for each router whose threshold was fitted.
  var lines: [String] {
    report.routers.flatMap { router -> [String] in
      guard let plan = ThresholdText.plan(router) else { return [] }
      let name = VisibleText.line(router.name, columns: 48)
      return TextWrap.lines(
        "threshold of \(name): \(VisibleText.line(plan, columns: 400))", width: options.columns,
        indent: "  ")
    }
  }
}
