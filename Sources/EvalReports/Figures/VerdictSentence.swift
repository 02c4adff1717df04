import EvalCore

/// The sentence that says how a run ended, the same in every report.
struct VerdictSentence {
  private let report: RunReport
  private let counts: [GateStanding: Int]

  init(_ report: RunReport) {
    self.report = report
    self.counts = report.gates.reduce(into: [:]) { $0[GateStanding($1), default: 0] += 1 }
  }

  /// Whether the run did not come to its end.
  private var isBroken: Bool { report.incomplete == true || report.exitCode == .broken }

  /// The verdict in a word or two, for a heading.
  var word: String {
    if isBroken { return "incomplete" }
    return switch report.verdict {
    case .passed: "passed"
    case .failed: "FAILED"
    case .inconclusive: "cannot tell"
    }
  }

  /// The standing whose glyph and colour the verdict takes.
  var standing: GateStanding {
    if isBroken { return .failed }
    return switch report.verdict {
    case .passed: .passed
    case .failed: .failed
    case .inconclusive: .open
    }
  }

  /// The sentence, such as “mtbench passed: 12 gates hold”, with a full stop.
  var text: String {
    "\(report.suite) \(predicate)\(leftOut)"
  }

  private var predicate: String {
    if isBroken {
      return "is incomplete: the run was stopped before its end, and nothing was stored."
    }
    switch report.verdict {
    case .passed: return "passed: \(held)."
    case .failed: return "FAILED: \(clauses([.failed, .open]))."
    case .inconclusive:
      let consequence =
        report.exitCode == .passed ? "; the suite says to warn, so the run exits 0" : ""
      return "cannot be decided: "
        + clauses([.open, .undecided, .waived, .noted, .passed]) + consequence + "."
    }
  }

  private var held: String {
    guard report.gates.isEmpty else { return clauses([.passed, .waived, .noted, .undecided]) }
    return report.gatesLeftOut == 0
      ? "the suite has no gates, so nothing was judged" : "no gate was judged"
  }

  private func clauses(_ standings: [GateStanding]) -> String {
    let total = report.gates.count
    return standings.compactMap { standing in
      counts[standing].map { Self.clause(standing, $0, of: total) }
    }.joined(separator: ", ")
  }

  private static func clause(_ standing: GateStanding, _ count: Int, of total: Int) -> String {
    let isOne = count == 1
    return switch standing {
    case .failed: "\(count) of \(NumberText.count(total, "gate")) \(isOne ? "does" : "do") not hold"
    case .open: "\(NumberText.count(count, "gate")) cannot tell"
    case .waived: "\(NumberText.count(count, "failure")) \(isOne ? "is" : "are") waived"
    case .noted: "\(NumberText.count(count, "failure")) \(isOne ? "does" : "do") not block"
    case .undecided: "\(count) cannot tell and \(isOne ? "does" : "do") not block"
    case .passed: "\(NumberText.count(count, "gate")) \(isOne ? "holds" : "hold")"
    }
  }

  private var leftOut: String {
    report.gatesLeftOut == 0
      ? ""
      : " \(NumberText.count(report.gatesLeftOut, "gate")) "
        + "\(report.gatesLeftOut == 1 ? "was" : "were") left out with --router."
  }
}
