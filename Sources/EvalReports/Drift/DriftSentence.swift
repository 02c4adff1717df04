import EvalCore

/// What a comparison came to, and what to do about it.
struct DriftSentence {
  private let report: DriftReport

  init(_ report: DriftReport) {
    self.report = report
  }

  /// The verdict in a sentence.
  var verdict: String {
    switch report.verdict {
    case .drifted:
      let names = names(.drifted)
      let verb = names.count == 1 ? "has" : "have"
      return "drifted: \(names.joined(separator: ", ")) \(verb) moved away from"
        + " \(report.golden.name)."
    case .steady:
      let warned = names(.warned).count
      if warned > 0 {
        return "no drift that fails, and \(NumberText.count(warned, "feature")) of"
          + " \(report.features.count) to look at."
      }
      return "no drift: \(NumberText.count(report.features.count, "feature"))"
        + " \(report.features.count == 1 ? "looks" : "look") like \(report.golden.name)."
    case .tooLittle:
      let limits = report.limits
      return "too little to tell: \(names(.undecided).joined(separator: ", ")) would need at least"
        + " \(limits.queries) queries (and \(limits.clusters) clusters, where there are some) on"
        + " each side."
    }
  }

  /// What to do, a line for each thing.
  var advice: [String] {
    var lines: [String] = []
    switch report.verdict {
    case .drifted:
      lines.append(
        "Gates on this golden judge queries that users no longer send in this mix: record a golden"
          + " from today's traffic, and accept new baselines on it.")
    case .tooLittle: lines.append("Collect more traffic, or record a larger golden.")
    case .steady: break
    }
    let warned = names(.warned)
    if !warned.isEmpty {
      let limits = report.limits
      lines.append(
        "Look at \(warned.joined(separator: ", ")): the stability index is above"
          + " \(NumberText.plain(limits.psiWarns)), and not above"
          + " \(NumberText.plain(limits.psiFails)).")
    }
    let unknown = report.mixes.filter { $0.known < 1 }
    if !unknown.isEmpty {
      let shares = unknown.map { "\($0.label) \(NumberText.percent(1 - $0.known))" }
      lines.append(
        "The golden cannot say what routing does to levels that it lacks; traffic with such a"
          + " level: \(shares.joined(separator: ", ")).")
    }
    return lines
  }

  private func names(_ decision: FeatureDrift.Decision) -> [String] {
    report.features.filter { $0.decision == decision }.map(\.feature)
  }
}
