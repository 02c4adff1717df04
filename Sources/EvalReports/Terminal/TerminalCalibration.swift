import EvalCore

/// What each router's scores are worth as probabilities; only where everything is asked for.
struct TerminalCalibration {
  private let report: RunReport
  private let options: TerminalOptions

  init(_ report: RunReport, _ options: TerminalOptions) {
    self.report = report
    self.options = options
  }

  /// One sentence for each router with scores.
  var lines: [String] {
    guard options.verbose else { return [] }
    return report.routers.flatMap { router -> [String] in
      guard let sentence = CalibrationText.sentence(router) else { return [] }
      let name = VisibleText.line(router.name, columns: 48)
      return TextWrap.lines(
        "calibration of \(name): \(sentence)", width: options.columns, indent: "  ")
    }
  }
}
