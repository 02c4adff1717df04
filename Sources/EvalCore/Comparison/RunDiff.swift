import EvalStatistics

/// Compares two runs router by router, on the traces that both have.
package struct RunDiff: Sendable {
  /// What to compare, and how strictly.
  package struct Options: Sendable {
    /// The labels whose cohorts are looked at; all where empty.
    package var cohorts: [String] = []
    /// How much quality may fall, normalised to 0…1.
    package var margin = 0.01
    /// How much it may fall in one cohort.
    package var cohortMargin = 0.03

    package init() {}
  }

  let before: DiffSide
  let now: DiffSide
  let alignment: TraceAlignment
  let partitions: [CohortPartition]
  let options: Options
  let streams: TestStreams
  /// The whole sides, for the mix of cohorts.
  let whole: (before: DiffSide, now: DiffSide)

  /// Aligns two sides.
  ///
  /// - Parameters:
  ///   - before: The earlier side.
  ///   - now: The later one.
  ///   - options: What to compare.
  ///   - streams: The random streams of the tests.
  package init(
    _ before: DiffSide, _ now: DiffSide, options: Options, streams: TestStreams
  ) {
    let alignment = TraceAlignment(before.golden.ids, now.golden.ids)
    let unit = now.golden.scale.commonUnits(with: before.golden.scale.unitsPerPoint)
    let whole = (before: before.inUnits(unit), now: now.inUnits(unit))
    var (left, right) = (
      whole.before.selecting(alignment.before), whole.now.selecting(alignment.now)
    )
    // A table knows neither labels nor clusters: the other side may.
    if right.golden.labels.isEmpty, !left.golden.labels.isEmpty {
      right.golden.labels = left.golden.labels
      right.golden.clusters = left.golden.clusters
      right.golden.clusterCount = left.golden.clusterCount
      right.golden.weights = left.golden.weights
    }
    left.golden.weights = right.golden.weights
    let names = options.cohorts.isEmpty ? right.golden.labels.map(\.name) : options.cohorts
    self.before = left
    self.now = right
    self.whole = whole
    self.alignment = alignment
    self.partitions = CohortPartition.partitions(of: right.golden, by: names)
    self.options = options
    self.streams = streams
  }

  /// Returns what the two differ by.
  ///
  /// - Parameter pairs: Routers to compare, by name before and now; those of equal names where
  ///   empty.
  /// - Returns: The report.
  package func report(_ pairs: [(before: String, now: String)] = []) -> DiffReport {
    let isWhole = pairs.isEmpty
    let pairs = isWhole ? commonRouters : pairs
    let routers = conclude(pairs.compactMap { compare($0.before, $0.now) })
    var verdict = Self.worst(routers.map(\.verdict))
    let events = DiffEvents(before, now, alignment, whole: whole)
    // A router that is gone may be the one that got worse.
    if verdict == .passed, isWhole, events.hasLostRouters { verdict = .inconclusive }
    return DiffReport(
      before: side(whole.before), now: side(whole.now), traces: now.golden.count,
      clusters: now.golden.clusterCount, qualityMin: now.golden.scale.min,
      qualityMax: now.golden.scale.max, verdict: verdict,
      exitCode: verdict == .failed ? .failed : verdict == .passed ? .passed : .inconclusive,
      margin: options.margin, cohortMargin: options.cohortMargin, differences: differences,
      events: events.list, routers: routers)
  }

  private var commonRouters: [(before: String, now: String)] {
    let earlier = before.routers.map(\.name)
    return now.routers.map(\.name).filter(earlier.contains).map { ($0, $0) }
  }

  private static func worst(_ verdicts: [Verdict]) -> Verdict {
    if verdicts.contains(.failed) { return .failed }
    return verdicts.isEmpty || verdicts.contains(.inconclusive) ? .inconclusive : .passed
  }

  private func side(_ side: DiffSide) -> DiffReport.Side {
    DiffReport.Side(
      title: side.title, traces: side.golden.count, comparability: side.comparability)
  }

  var knowledge: DiffSide.Knowledge { min(before.knowledge, now.knowledge) }

  /// Whether both replayed one recording.
  var sameRecording: Bool {
    guard let left = before.comparability, let right = now.comparability else { return false }
    return left.hasSameRecording(as: right)
  }

  /// How many traces both sides have.
  package var commonTraces: Int { now.golden.count }

  /// What keeps two runs from being compared at all: other seeds, or other metrics.
  var incomparable: [String] {
    guard let left = before.comparability, let right = now.comparability else { return [] }
    return right.differences(from: left, sameTraces: true)
  }

  /// What cannot be compared, or not as well as it could be.
  private var differences: [String] {
    var differences = incomparable
    let isTable = before.comparability == nil && now.comparability == nil
    if isTable, knowledge > .decisions {
      differences.append(
        "tables do not say which traces belong together: each counts as independent of the others")
    }
    if knowledge == .decisions {
      differences.append(
        "decisions alone are known of a side: qualities and costs are not compared")
    }
    return differences
  }
}
