package import EvalCore
import EvalSuites
import EvalSystem

/// Examines a suite's gates: reads and measures it as a run does, and writes nothing.
package struct DoctorOperation: Sendable {
  /// What a user asks for, beside the suite.
  package struct Options: Sendable {
    /// The routers to examine; all of them where empty.
    package var routers: [String] = []
    /// In place of the suite's seed.
    package var seed: UInt64?
    /// The number of threads.
    package var jobs: Int
    package var settings = DoctorSettings()

    package init(jobs: Int) {
      self.jobs = jobs
    }
  }

  private let options: Options

  package init(_ options: Options) {
    self.options = options
  }

  /// Examines one suite.
  ///
  /// - Throws: `ProblemReport` where the suite cannot be run.
  package func examine(_ path: String) throws -> DoctorReport {
    var suite = try SuiteReader.read(path)
    if let seed = options.seed { suite.seed = seed }
    let evaluation = try Evaluation(suite, routers: options.routers, jobs: options.jobs)
    let bench = DoctorBench(
      suite: suite, golden: evaluation.golden, pool: evaluation.pool,
      partitions: evaluation.partitions,
      routers: evaluation.routers.indices.map { index in
        DoctorBench.Router(
          spec: evaluation.routers[index], decisions: evaluation.decisions[index],
          report: evaluation.reports[index])
      }, streams: .keyed(seed: suite.seed), settings: options.settings)
    let plan = DoctorPlan(bench)
    func map<Value: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Value) -> [Value] {
      Parallel.map(count: count, jobs: options.jobs, body)
    }
    return bench.report(
      plan, alarms: map(bench.alarmPieces(plan)) { bench.alarms($0, plan) },
      planted: map(bench.powerPieces(plan)) { bench.planted($0, plan) },
      broken: map(bench.brokenPieces) { bench.broken($0) },
      reach: map(bench.reachPieces) { bench.reach($0) })
  }
}
