import EvalCore

/// How routers came to their decisions, where the figures alone do not tell.
struct TerminalRoutes {
  private let report: RunReport
  private let options: TerminalOptions

  init(_ report: RunReport, _ options: TerminalOptions) {
    self.report = report
    self.options = options
  }

  /// Sentences, wrapped; none where there is nothing to say.
  var lines: [String] {
    let text = RouteText(QualityText(report.golden))
    let sentences = report.routers.flatMap {
      text.sentences($0, showsEveryBranch: options.verbose)
    }
    guard !sentences.isEmpty else { return [] }
    return [TextStyle.bold.apply("Routes", color: options.color)]
      + sentences.flatMap {
        TextWrap.lines(
          VisibleText.line($0, columns: 600), width: options.columns, first: "  ", indent: "    ")
      }
  }
}
