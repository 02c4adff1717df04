package import EvalReports
import EvalStore

/// What a user asks of a run, beside the suite.
package struct RunOptions: Sendable {
  /// Which accepted run to compare with.
  package enum Baseline: Equatable, Sendable {
    /// The files beside the suite, else the store's accepted run.
    case automatic
    case none
    /// A run's id, `latest`, `latest~2`, `git:<commit>`, or a file.
    case ref(String)
  }

  /// The store where nobody named one.
  package static let defaultStorePath = RunStore.defaultPath

  /// The routers to run; all of them where empty.
  package var routers: [String] = []
  package var baseline: Baseline = .automatic
  /// The store's file.
  package var storePath: String
  /// The folder in which each suite's reports get a folder of their own.
  package var reportsFolder: String
  /// In place of the suite's seed.
  package var seed: UInt64?
  /// The number of threads.
  package var jobs: Int
  /// Kept with the run, for people to find it by.
  package var tags: [String: String] = [:]
  package var junitSchema: JUnitReport.Schema = .rich
  /// Whether times and ids are left out of every report.
  package var isReproducible = false

  package init(storePath: String, reportsFolder: String, jobs: Int) {
    self.storePath = storePath
    self.reportsFolder = reportsFolder
    self.jobs = jobs
  }
}
