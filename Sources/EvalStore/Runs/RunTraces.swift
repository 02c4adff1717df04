package import EvalCore

/// What a run did trace by trace: the recording that it replayed, and every router's decisions.
package struct RunTraces: Equatable, Sendable {
  /// One router's decisions.
  package struct Router: Equatable, Sendable {
    /// The router's name.
    package var name: String
    /// Models are indices into the recording's.
    package var decisions: Decisions

    /// Names decisions.
    package init(name: String, decisions: Decisions) {
      self.name = name
      self.decisions = decisions
    }
  }

  /// What was replayed.
  package var recording: Recording
  /// The routers, in the order of the report.
  package var routers: [Router]

  /// Puts a recording and decisions on it together.
  package init(recording: Recording, routers: [Router]) {
    self.recording = recording
    self.routers = routers
  }

  /// Returns the run as one that others are compared with.
  ///
  /// - Parameters:
  ///   - ref: How the user named it.
  ///   - comparability: The run's own.
  ///   - gates: The titles of its gates.
  /// - Returns: The baseline.
  package func baseline(
    ref: String, comparability: Comparability, gates: [String]
  ) -> BaselineRun {
    BaselineRun(
      ref: ref, comparability: comparability, unitsPerPoint: recording.unitsPerPoint,
      models: recording.models.map(\.name), ids: recording.ids,
      quality: recording.models.map(\.quality), cost: recording.models.map(\.cost),
      routers: routers.map { router in
        BaselineRun.Router(
          name: router.name, decisions: router.decisions.models, scores: router.decisions.scores,
          spent: router.decisions.spent, spentTokens: router.decisions.spentTokens)
      },
      gates: gates)
  }

  /// Returns what in the run contradicts itself or its report, nil where nothing does.
  func contradiction(with report: RunReport) -> String? {
    if let contradiction = recording.contradiction { return contradiction }
    if recording.goldenSHA256 != report.comparability.goldenSHA256 {
      return "its traces are of another golden than its report"
    }
    if recording.models.map(\.name) != report.golden.models {
      return "its traces are of other models than its report"
    }
    if routers.map(\.name) != report.routers.map(\.name) {
      return "its decisions are of other routers than its report"
    }
    return routers.lazy.compactMap(contradiction).first
  }

  private func contradiction(in router: Router) -> String? {
    let decisions = router.decisions
    if decisions.models.count != recording.count {
      return "router \(router.name) decided \(decisions.models.count) of \(recording.count) traces"
    }
    if let scores = decisions.scores, scores.count != recording.count {
      return "router \(router.name) scored \(scores.count) of \(recording.count) traces"
    }
    for spent in [decisions.spent, decisions.spentTokens] {
      if let spent, spent.count != recording.count {
        return "router \(router.name) spent on \(spent.count) of \(recording.count) traces"
      }
    }
    if (decisions.spent == nil) != (decisions.spentTokens == nil) {
      return "router \(router.name) has tokens or costs of deciding, and not both"
    }
    if let model = decisions.models.max(), Int(model) >= recording.models.count {
      return "router \(router.name) chose model \(model) of \(recording.models.count)"
    }
    return nil
  }
}
