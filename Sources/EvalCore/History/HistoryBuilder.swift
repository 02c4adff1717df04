/// Carries a suite's runs, the oldest first, into a history.
///
/// Holds the traces of the run before and of the anchor, and of no other run.
package struct HistoryBuilder {
  /// What to follow, and how strictly.
  package struct Options: Sendable {
    package var metric = MetricName.quality
    /// How much quality may fall altogether since the anchor, normalised to 0…1.
    package var budget = 0.02
    /// The routers to follow; all where empty.
    package var routers: [String] = []

    package init() {}
  }

  private let suite: String
  private let options: Options
  private let anchor: (run: HistoryRun, side: DiffSide, origin: HistoryReport.Anchor.Origin)
  private var last: (run: HistoryRun, side: DiffSide)?
  private var runs: [HistoryReport.Run] = []
  private var charts: [String: RecordingChart] = [:]
  /// The recordings that are on a router's chart.
  private var charted: [String: Set<String>] = [:]
  private var noise = RecordingNoise()
  /// The recordings that the noise was measured on.
  private var measured: Set<String> = []

  /// Begins a history.
  ///
  /// - Parameters:
  ///   - suite: The suite's name.
  ///   - anchor: The run that later ones are held against; it need not be among those added.
  ///   - side: Its traces.
  ///   - origin: Why it is the anchor.
  ///   - options: What to follow.
  package init(
    suite: String, anchor: HistoryRun, side: DiffSide, origin: HistoryReport.Anchor.Origin,
    options: Options
  ) {
    self.suite = suite
    self.anchor = (anchor, side, origin)
    self.options = options
  }

  /// Adds the next run.
  ///
  /// Complexity: O(n) in its traces for each router.
  ///
  /// - Parameters:
  ///   - run: The run, newer than those before.
  ///   - side: Its traces.
  package mutating func add(_ run: HistoryRun, _ side: DiffSide) {
    var report = HistoryReport.Run(
      run: run.id, startedAt: run.startedAt, verdict: run.verdict, tool: run.tool,
      traces: run.traces, comparability: run.comparability, git: run.git,
      isAnchor: run.number == anchor.run.number, isAfterAnchor: run.number > anchor.run.number,
      events: [], notComparedWithAnchor: nil,
      routers: followed(run).map {
        HistoryReport.Entry(router: $0.name, value: $0.value)
      })
    compareWithLast(run, side, &report)
    compareWithAnchor(run, side, &report)
    runs.append(report)
    last = (run, side)
  }

  private func followed(_ run: HistoryRun) -> [HistoryRun.Router] {
    options.routers.isEmpty
      ? run.routers : run.routers.filter { options.routers.contains($0.name) }
  }

  // MARK: Against the run before

  private func compareWithLast(
    _ run: HistoryRun, _ side: DiffSide, _ report: inout HistoryReport.Run
  ) {
    guard let last else { return }
    let obstacle = TracePair.obstacle(last.side, side)
    report.events = HistoryEvents.list(
      from: last.run, last.side, to: run, side, obstacle: obstacle,
      routers: (followed(last.run).map(\.name), followed(run).map(\.name)))
    let pair = obstacle == nil ? TracePair(last.side, side) : nil
    let sameVersion =
      run.comparability.metricVersion == last.run.comparability.metricVersion
    for (index, router) in followed(run).enumerated() {
      guard let earlier = last.run.routers.first(where: { $0.name == router.name }) else {
        continue
      }
      report.routers[index].configChanged = router.configSHA256 != earlier.configSHA256
      guard let pair, let replay = pair.replay(of: router.name) else { continue }
      report.routers[index].sinceBefore = pair.change(of: replay)
      if sameVersion, let old = earlier.value.estimate, let new = router.value.estimate {
        report.routers[index].change = Rounding.significant(new.estimate - old.estimate)
      }
    }
  }

  // MARK: Against the anchor

  private mutating func compareWithAnchor(
    _ run: HistoryRun, _ side: DiffSide, _ report: inout HistoryReport.Run
  ) {
    guard report.isAfterAnchor else { return }
    if let obstacle = TracePair.obstacle(anchor.side, side) {
      report.notComparedWithAnchor = obstacle.rawValue
      return
    }
    let pair = TracePair(anchor.side, side)
    for (index, router) in followed(run).enumerated() {
      guard let replay = pair.replay(of: router.name) else { continue }
      var change = pair.change(of: replay)
      if !change.isExact {
        estimateNoise(of: replay, pair, side, &change)
        chart(replay, pair, in: run, side)
      }
      report.routers[index].sinceAnchor = change
    }
    if !pair.sameRecording { measure(side) }
  }

  /// The noise of recording as far as recordings before this one tell it, else the spread of the
  /// differences.
  private func estimateNoise(
    of replay: PairedReplay, _ pair: TracePair, _ side: DiffSide,
    _ change: inout HistoryReport.Change
  ) {
    if let floor = noise.floor(of: replay, repetitions: repetitions(side)) {
      change.standardError = Rounding.significant(floor)
      change.noise = .floor
    } else if let error = pair.populationError(of: replay) {
      change.standardError = Rounding.significant(error)
      change.noise = .population
    }
  }

  /// Adds a recording to a router's chart: what other answers changed, for routes are changed by
  /// people and not by chance.
  ///
  /// It is a point once: later runs on it repeat its noise.
  private mutating func chart(
    _ replay: PairedReplay, _ pair: TracePair, in run: HistoryRun, _ side: DiffSide
  ) {
    let repetitions = repetitions(side)
    guard charted[replay.router, default: []].insert(side.golden.sha256).inserted,
      let answers = pair.answers(of: replay),
      // Where nothing differs there is no noise to divide by, and nothing to find either.
      let error = noise.answersFloor(of: replay, repetitions: repetitions)
        ?? answers.populationError
    else { return }
    charts[replay.router, default: RecordingChart(anchorRepetitions: repetitions.before)].add(
      run: run.id, change: answers.change, standardError: Rounding.significant(error),
      repetitions: (repetitions.before, repetitions.now))
  }

  private func repetitions(_ side: DiffSide) -> (before: Double, now: Double) {
    (RecordingNoise.repetitions(of: anchor.side), RecordingNoise.repetitions(of: side))
  }

  private mutating func measure(_ side: DiffSide) {
    for recording in [anchor.side, side]
    where measured.insert(recording.golden.sha256).inserted {
      noise.add(recording)
    }
  }

  // MARK: The whole

  /// Returns the history of the runs added so far, at least one.
  package func report() -> HistoryReport {
    let judge = HistoryJudge(
      runs: runs, anchorRouters: anchor.run.routers.map(\.name), budget: options.budget,
      charts: charts.mapValues(\.report))
    let routers = judge.routers
    let verdict = judge.verdict(of: routers)
    let scale = anchor.side.golden.scale
    return HistoryReport(
      suite: suite, metric: options.metric, verdict: verdict,
      exitCode: verdict == .failed ? .failed : verdict == .passed ? .passed : .inconclusive,
      budget: options.budget, qualityMin: scale.min, qualityMax: scale.max,
      anchor: HistoryReport.Anchor(
        run: anchor.run.id, startedAt: anchor.run.startedAt, origin: anchor.origin,
        git: anchor.run.git),
      runs: runs, routers: routers)
  }
}
