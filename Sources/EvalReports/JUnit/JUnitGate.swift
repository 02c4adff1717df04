import EvalCore

/// A gate's testcase in words: what a person needs who sees nothing but the CI's page.
///
/// Traces are named by their ids and models; what was asked and answered never appears.
struct JUnitGate {
  private let gate: GateResult
  private let report: RunReport
  private let text: GateText

  /// How many flips are listed.
  private static let listedFlips = 5

  init(_ gate: GateResult, in report: RunReport) {
    self.gate = gate
    self.report = report
    self.text = GateText(gate, golden: report.golden)
  }

  /// What turns the testcase red, nil where nothing does.
  var outcome: JUnitCase.Outcome? {
    switch GateStanding(gate) {
    case .failed: .failure(message: message, text: details)
    case .open: .error(type: "evalroute.inconclusive", message: message, text: details)
    case .waived, .noted, .undecided, .passed: nil
    }
  }

  /// What there is to say of a testcase that stays green; nil where the gate passed.
  var remark: String? {
    switch GateStanding(gate) {
    case .waived: "not counted as a failure, because a waiver holds\n\(facts)"
    case .noted: "not counted as a failure, because the gate does not block\n\(facts)"
    case .undecided: "could not be decided, and does not block\n\(facts)"
    case .failed, .open, .passed: nil
    }
  }

  /// The gate in one line.
  var message: String {
    gate.verdict == .inconclusive ? "\(text.sentence) (\(text.because))" : text.sentence
  }

  private var details: String { facts + flips }

  private var facts: String {
    let pairs: [(String, String?)] = [
      ("gate", text.name), ("router", gate.router), ("cohort", gate.cohort.description),
      ("required", text.requirement),
      (gate.comparedWith == nil ? "value" : "change", gate.value.value.map { _ in text.value }),
      ("now", text.valueNow(metrics)), ("before", text.valueBefore(metrics)),
      ("traces", String(traces)), ("reason", text.because), ("why", gate.why),
      ("baseline", gate.comparedWith == "baseline" ? report.baseline?.ref : nil),
      ("suite", "\(report.suiteFile):\(gate.line)"),
    ]
    return pairs.compactMap { name, value in
      value.map { "\(name):".padded(to: 10) + $0 }
    }.joined(separator: "\n")
  }

  private var metrics: MetricSet? {
    guard let router = report.routers.first(where: { $0.name == gate.router }) else { return nil }
    return gate.cohort.isAll ? router.metrics : cohort(of: router)?.metrics
  }

  private var traces: Int {
    guard let router = report.routers.first(where: { $0.name == gate.router }) else { return 0 }
    return gate.cohort.isAll ? router.traces : cohort(of: router)?.traces ?? 0
  }

  private func cohort(of router: RouterReport) -> RouterReport.CohortReport? {
    router.cohorts.first { $0.cohort == gate.cohort }
  }

  private var flips: String {
    guard gate.comparedWith == "baseline",
      let comparison = report.comparison.first(where: { $0.router == gate.router }),
      !comparison.isUnchanged
    else { return "" }
    let text = FlipText(report.golden)
    let origins = text.origins(comparison).map { "\n" + $0 }.joined()
    let losses = comparison.losses(in: gate.cohort)
    let shown =
      losses.isEmpty ? comparison.worst.filter { $0.belongs(to: gate.cohort) } : losses
    guard !shown.isEmpty else { return "\n" + origins }
    let listed = shown.prefix(Self.listedFlips).map {
      "  \($0.trace): "
        + ($0.from == $0.to ? "\($0.from), " : "\($0.from) -> \($0.to), ") + text.quality($0)
    }
    let flips = NumberText.count(comparison.flips(in: gate.cohort), "flip")
    let place = gate.cohort.isAll ? "of the router" : "in \(gate.cohort)"
    let title =
      comparison.sameRecording
      ? "\(flips) \(place) since the baseline" : "routes and answers \(place) that changed"
    return "\n\n\(title), the worst first:\n"
      + listed.joined(separator: "\n") + (origins.isEmpty ? "" : "\n" + origins)
  }
}

extension String {
  /// Returns the text with blanks at its end up to a count of characters.
  func padded(to count: Int) -> String {
    self + String(repeating: " ", count: max(0, count - self.count))
  }
}
