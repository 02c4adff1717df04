package import EvalCore
import EvalReports
import EvalStore
import EvalSuites
package import EvalSystem

/// Carries suites through a run: read, decide, score, compare, judge, report, store.
package struct SuiteRunner: Sendable {
  /// What one suite came to.
  package struct Outcome: Sendable {
    /// The suite's name; the folder's where the suite could not be read.
    package var suite: String
    /// The folder of its reports.
    package var folder: String
    package var result: Result<RunReport, ProblemReport>

    /// The exit status of this suite alone.
    package var status: ExitStatus {
      switch result {
      case .success(let report): report.exitCode
      case .failure: .broken
      }
    }
  }

  private let options: RunOptions
  private let clock: @Sendable () -> Instant
  private let commits = CommitGuard()

  /// Prepares a run.
  ///
  /// - Parameters:
  ///   - options: What the user asked for.
  ///   - clock: The time; a run asks when it begins and when it ends.
  package init(options: RunOptions, clock: @escaping @Sendable () -> Instant) {
    self.options = options
    self.clock = clock
  }

  /// Runs one suite and writes its reports, whatever comes of it.
  package func run(_ path: String) -> Outcome {
    let started = clock()
    let name = Self.nameGuess(path)
    do {
      let suite = try read(path)
      let folder = FileBytes.join(options.reportsFolder, suite.name)
      if let owner = commits.reserve(suite.name, for: path) {
        // Reports of its own would overwrite the other's.
        return Outcome(
          suite: suite.name, folder: folder,
          result: .failure(
            ProblemReport(file: path, message: "is named \(suite.name), as \(owner) is")))
      }
      return finish(suite.name, folder, path, started) {
        try run(suite, at: path, started: started, folder: folder)
      }
    } catch {
      let folder = FileBytes.join(options.reportsFolder, name)
      return finish(name, folder, path, started) { throw error }
    }
  }

  /// Replaces a suite's reports by ones that say that its run was stopped, unless it had ended.
  package func markInterrupted(_ path: String) {
    guard !commits.interrupt(path) else { return }
    let name = (try? SuiteReader.read(path))?.name ?? Self.nameGuess(path)
    guard commits.reserve(name, for: path) == nil else { return }
    let report = ProblemReport(
      file: path, message: "was interrupted: its reports are incomplete, and its run was not stored"
    )
    try? ReportFiles(
      folder: FileBytes.join(options.reportsFolder, name), schema: options.junitSchema
    ).write(
      failure: report, suite: name, file: try? SuiteReader.file(of: path), kind: "incomplete",
      startedAt: shown(clock()))
  }

  /// A time as reports give it, which they do not where they must be reproducible.
  private func shown(_ time: Instant) -> String? { options.isReproducible ? nil : time.iso8601 }

  private func finish(
    _ suite: String, _ folder: String, _ path: String, _ started: Instant,
    _ body: () throws -> RunReport
  ) -> Outcome {
    do {
      return Outcome(suite: suite, folder: folder, result: .success(try body()))
    } catch {
      var report = error as? ProblemReport ?? ProblemReport(file: suite, message: "\(error)")
      do {
        try commits.commit(path) { () throws(ProblemReport) in
          try ReportFiles(folder: folder, schema: options.junitSchema).write(
            failure: report, suite: suite, file: try? SuiteReader.file(of: path),
            startedAt: shown(started))
        }
      } catch {
        // The same trouble may have ended the run.
        report.problems += error.problems.filter { !report.problems.contains($0) }
      }
      return Outcome(suite: suite, folder: folder, result: .failure(report))
    }
  }

  /// A name for the reports of a suite that cannot be read.
  private static func nameGuess(_ path: String) -> String {
    var name = FileBytes.name(of: path)
    if name == SuiteReader.fileName { name = FileBytes.name(of: FileBytes.folder(of: path)) }
    let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789._-")
    let cleaned = String(name.lowercased().filter(allowed.contains).prefix(64))
    return cleaned.isEmpty || cleaned.hasPrefix(".") ? "suite" : cleaned
  }

  private func read(_ path: String) throws -> Suite {
    var suite = try SuiteReader.read(path)
    if let seed = options.seed { suite.seed = seed }
    return suite
  }

  private func run(
    _ suite: Suite, at path: String, started: Instant, folder: String
  ) throws -> RunReport {
    // A store that cannot be used is found before the work, not after it.
    let store = try RunStore(path: options.storePath)
    let git = options.isReproducible ? nil : gitState(beside: suite)
    let evaluation = try Evaluation(suite, routers: options.routers, jobs: options.jobs)
    let baseline = try BaselineResolver(suite: suite, store: { store })
      .resolve(options.baseline)
    var report = Judgement(
      evaluation, baseline: baseline, wantsBaseline: options.baseline != .none,
      today: started.day
    ).report
    let ended = clock()
    let duration = ((ended.seconds - started.seconds) * 1000).rounded()
    let id = Self.runID(report, started: started)
    if options.isReproducible {
      for index in report.routers.indices { report.routers[index].routerLatency = nil }
      // The verdict stays: it is what the run exits with.
      for index in report.gates.indices where report.gates[index].metric.isOfRouterItself {
        report.gates[index].value = .undefined("measured live, left out with --reproducible")
      }
    } else {
      report.run = id
      report.startedAt = started.iso8601
      report.durationMS = duration
      report.git = git?.value
    }
    report.tags = options.tags
    let document = Array(try JSONReport.render(report).utf8)
    try commits.commit(path) {
      try ReportFiles(folder: folder, schema: options.junitSchema)
        .write(report, document: document)
      try store.save(
        StoredRun(
          id: id, startedAt: started.iso8601, durationMS: duration, report: report,
          document: document, traces: evaluation.traces))
    }
    return report
  }

  /// Asks git while the suite is evaluated: starting a process takes as long as many a suite.
  private func gitState(beside suite: Suite) -> Background<RunReport.GitState?> {
    let repository = GitRepository(folder: FileBytes.folder(of: suite.file))
    return Background {
      repository.state()
        .map { RunReport.GitState(commit: $0.commit, branch: $0.branch, dirty: $0.isDirty) }
    }
  }

  /// A name that sorts by time; what follows the time keeps two runs of one second apart.
  private static func runID(_ report: RunReport, started: Instant) -> String {
    var hash = SHA256()
    hash.update([started.seconds.bitPattern, UInt64(ProcessNumber.current)])
    hash.update(report.suite)
    hash.update(report.comparability.suiteSHA256)
    return "\(started.compact)-\(SHA256.hex(hash.finish()).prefix(6))"
  }
}

extension Evaluation {
  /// What the store keeps of the traces.
  var traces: RunTraces {
    RunTraces(
      recording: Recording(
        golden: golden, pool: pool, pricesSHA256: comparability.pricesSHA256),
      routers: zip(routers, decisions).map { RunTraces.Router(name: $0.name, decisions: $1) })
  }
}
