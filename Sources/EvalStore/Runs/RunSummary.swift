package import EvalCore

/// What a list of runs shows of one of them.
package struct RunSummary: Equatable, Sendable, Encodable {
  /// The run's place in the store: a later one is larger.
  package var number: Int64
  /// The run's id.
  package var id: String
  /// The suite's name.
  package var suite: String
  /// The suite's file, as the user named it.
  package var suiteFile: String
  /// What the run concluded.
  package var verdict: Verdict
  /// What its command exited with for this suite.
  package var exitCode: ExitStatus
  /// When the run began, ISO 8601 in UTC.
  package var startedAt: String
  /// How long it took in milliseconds.
  package var durationMS: Double
  /// The version of evalroute that made it.
  package var tool: String
  /// The golden's name.
  package var golden: String
  /// The number of traces.
  package var traces: Int
  /// What another run must share with it.
  package var comparability: Comparability
  /// Where the code stood; nil outside of a repository.
  package var git: RunReport.GitState?
  /// What `--tag` said.
  package var tags: [String: String]

  private enum CodingKeys: String, CodingKey {
    case id = "run"
    case suite
    case suiteFile = "suite_file"
    case verdict
    case exitCode = "exit_code"
    case startedAt = "started_at"
    case durationMS = "duration_ms"
    case tool
    case golden
    case traces
    case comparability
    case git
    case tags
  }
}

/// A suite's accepted run.
package struct AcceptedBaseline: Equatable, Sendable, Encodable {
  /// The suite's name.
  package var suite: String
  /// The run's id.
  package var run: String
  /// When it was accepted, ISO 8601 in UTC.
  package var acceptedAt: String

  private enum CodingKeys: String, CodingKey {
    case suite
    case run
    case acceptedAt = "accepted_at"
  }
}
