package import EvalCore

extension TerminalReport {
  /// Returns the sentence that says how a run ended, with its glyph.
  package static func verdictLine(_ report: RunReport) -> String {
    let verdict = VerdictSentence(report)
    return "\(verdict.standing.glyph) \(VisibleText.escaped(verdict.text))"
  }
}
