/// One golden, the routers to run on it, the cohorts to look at, and the gates.
package struct Suite: Equatable, Sendable {
  /// Where a value stands in the suite's file.
  package struct Place: Equatable, Sendable {
    package var line: Int
    package var keyPath: String

    package init(line: Int, keyPath: String) {
      self.line = line
      self.keyPath = keyPath
    }
  }

  /// The suite's name, 1 to 64 of `a-z 0-9 . _ -`.
  package var name: String
  /// One paragraph about the suite.
  package var summary: String?
  /// The suite's file, as the user named it.
  package var file: String
  /// The golden's folder.
  package var golden: String
  /// The half of the golden's queries that is looked at; nil for all.
  package var part: GoldenPart?
  /// The models, cheapest first, at least two.
  package var ladder: [String]
  /// The cohort labels to look at.
  package var cohorts: [String]
  /// The seed of every random stream.
  package var seed: UInt64
  /// What an inconclusive gate does to the exit code.
  package var onInconclusive: InconclusivePolicy
  /// Whether RouteLLM's own 11-point figures stand beside the exact ones.
  package var showsRouteLLMCompat: Bool
  /// The routers, in file order.
  package var routers: [RouterSpec]
  /// The gates, in file order.
  package var gates: [GateSpec]
  /// The SHA-256 of the suite's file.
  package var sha256: String
  /// For each model of the ladder its place; empty for a suite that was not read from a file.
  package var ladderPlaces: [Place] = []
  /// For each cohort label its place; empty for a suite that was not read from a file.
  package var cohortPlaces: [Place] = []

  package init(
    name: String, summary: String?, file: String, golden: String, ladder: [String],
    cohorts: [String], seed: UInt64, onInconclusive: InconclusivePolicy,
    showsRouteLLMCompat: Bool, routers: [RouterSpec], gates: [GateSpec], sha256: String
  ) {
    self.name = name
    self.summary = summary
    self.file = file
    self.golden = golden
    self.ladder = ladder
    self.cohorts = cohorts
    self.seed = seed
    self.onInconclusive = onInconclusive
    self.showsRouteLLMCompat = showsRouteLLMCompat
    self.routers = routers
    self.gates = gates
    self.sha256 = sha256
  }

  /// The cheapest model.
  package var weak: String { ladder.first ?? "" }
  /// The dearest model.
  package var strong: String { ladder.last ?? "" }
}
