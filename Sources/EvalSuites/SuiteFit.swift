package import EvalCore
package import EvalSystem

/// Checks that a suite and its golden belong together, before anything runs.
package enum SuiteFit {
  /// Reports models, labels, cohorts and texts that the golden does not have.
  ///
  /// - Throws: `ProblemReport` with every mismatch, at the suite's lines.
  package static func check(_ suite: Suite, golden: Golden) throws(ProblemReport) {
    var log = ProblemLog(file: suite.file)
    for (index, model) in suite.ladder.enumerated() where !golden.models.contains(model) {
      let place = suite.ladderPlaces.indices.contains(index) ? suite.ladderPlaces[index] : nil
      log.add(
        "the golden \(golden.name) has no model `\(model)`"
          + "\(Suggestion.clause(for: model, among: golden.models));"
          + " it has \(golden.models.joined(separator: ", "))",
        line: place?.line, keyPath: place?.keyPath)
    }
    let labels = golden.labels.map(\.name)
    for (index, label) in suite.cohorts.enumerated() where !labels.contains(label) {
      let place = suite.cohortPlaces.indices.contains(index) ? suite.cohortPlaces[index] : nil
      log.add(
        "the golden \(golden.name) has no label `\(label)`"
          + "\(Suggestion.clause(for: label, among: labels));"
          + " it has \(labels.isEmpty ? "none" : labels.joined(separator: ", "))",
        line: place?.line, keyPath: place?.keyPath)
    }
    for router in suite.routers { check(router, golden, log: &log) }
    for gate in suite.gates { check(gate, golden, log: &log) }
    try log.throwIfAny()
  }

  private static func check(_ router: RouterSpec, _ golden: Golden, log: inout ProblemLog) {
    let place = "router \(router.name)"
    if router.kind.needsText, golden.messages == nil {
      log.add(
        "reads the queries' text, and the golden \(golden.name) holds figures only",
        line: router.line, keyPath: place)
    }
    if router.kind.needsText, let trace = golden.messages?.firstWithout {
      log.add(
        "reads the queries' text, and trace \(golden.ids[trace]) has no messages",
        line: router.line, keyPath: place)
    }
    switch router.kind {
    case .domain(let map): checkTopics(map, router, golden, log: &log)
    case .flag where golden.users == nil:
      log.add(
        "needs `user`, and no trace of the golden \(golden.name) names one", line: router.line,
        keyPath: place)
    case .length where golden.promptLengths == nil:
      log.add(
        "needs messages or the signal prompt_length, and the golden \(golden.name) has neither",
        line: router.line, keyPath: place)
    case .signal(let name, _):
      let known = golden.signals.map(\.name)
      guard let signal = golden.signal(named: name) else {
        log.add(
          "the golden \(golden.name) has no signal `\(name)`"
            + "\(Suggestion.clause(for: name, among: known));"
            + " it has \(known.isEmpty ? "none" : known.joined(separator: ", "))",
          line: router.line, keyPath: place)
        return
      }
      if let trace = signal.firstMissing {
        log.add(
          "the signal `\(name)` is missing on trace \(golden.ids[trace])", line: router.line,
          keyPath: place)
      }
    default: break
    }
  }

  /// A topic that the golden's label does not have would never be chosen.
  private static func checkTopics(
    _ map: DomainMap, _ router: RouterSpec, _ golden: Golden, log: inout ProblemLog
  ) {
    guard let label = map.label else { return }
    guard let column = golden.label(named: label) else {
      let known = golden.labels.map(\.name)
      log.add(
        "the golden \(golden.name) has no label `\(label)`"
          + "\(Suggestion.clause(for: label, among: known));"
          + " it has \(known.isEmpty ? "none" : known.joined(separator: ", "))",
        line: router.line, keyPath: "router \(router.name)")
      return
    }
    for domain in map.domains where !column.levels.contains(domain.name) {
      log.add(
        "the golden \(golden.name) has no trace with \(label) `\(domain.name)`"
          + "\(Suggestion.clause(for: domain.name, among: column.levels))",
        line: domain.line, keyPath: "router \(router.name)")
    }
  }

  private static func check(_ gate: GateSpec, _ golden: Golden, log: inout ProblemLog) {
    guard case .cohort(let cohort) = gate.scope else { return }
    for label in cohort.labels {
      guard let column = golden.label(named: label.name) else { continue }
      guard !column.levels.contains(label.level) else { continue }
      log.add(
        "the golden \(golden.name) has no trace with \(label.name) `\(label.level)`"
          + "\(Suggestion.clause(for: label.level, among: column.levels))",
        line: gate.line, keyPath: "cohort.\(label.name)")
    }
  }
}
