package import EvalTraces

/// What a user asks of a comparison of a golden with traffic.
package struct DriftOptions: Sendable {
  /// The file of the traffic.
  package var traffic: String
  /// Which columns tell what: repeated `TARGET=COLUMN`.
  package var map: [String]
  /// How the traffic is written down; told from the file's name where nil.
  package var format: TableFormat?
  /// The model whose tokens are compared; the dearest that has tokens where nil.
  package var model: String?
  /// The suite whose routers the expected figures are of; nil for the golden's models alone.
  package var suite: String?
  /// What makes a query hard, as `LABEL=LEVEL`; where nil, that the strong model is better.
  package var hard: String?
  /// The seed of the random streams.
  package var seed: UInt64
  /// The number of threads.
  package var jobs: Int

  package init(
    traffic: String, map: [String] = [], format: TableFormat? = nil, seed: UInt64 = 0, jobs: Int
  ) {
    self.traffic = traffic
    self.map = map
    self.format = format
    self.seed = seed
    self.jobs = jobs
  }
}
