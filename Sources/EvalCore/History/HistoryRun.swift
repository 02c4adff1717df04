/// One stored run as a history sees it, without its traces.
package struct HistoryRun: Sendable {
  /// One router of the run.
  package struct Router: Sendable {
    package var name: String
    /// The SHA-256 of its configuration.
    package var configSHA256: String
    /// The metric that the history follows, over all traces.
    package var value: Measured

    package init(name: String, configSHA256: String, value: Measured) {
      self.name = name
      self.configSHA256 = configSHA256
      self.value = value
    }
  }

  /// The run's place in the store: a later one is larger.
  package var number: Int64
  package var id: String
  package var startedAt: String
  package var verdict: Verdict
  /// The version of evalroute that made it.
  package var tool: String
  package var traces: Int
  package var comparability: Comparability
  package var git: RunReport.GitState?
  package var routers: [Router]

  package init(
    number: Int64, id: String, startedAt: String, verdict: Verdict, tool: String, traces: Int,
    comparability: Comparability, git: RunReport.GitState?, routers: [Router]
  ) {
    self.number = number
    self.id = id
    self.startedAt = startedAt
    self.verdict = verdict
    self.tool = tool
    self.traces = traces
    self.comparability = comparability
    self.git = git
    self.routers = routers
  }
}
