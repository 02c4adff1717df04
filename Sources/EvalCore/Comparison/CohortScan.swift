import EvalStatistics

/// What a metric changed by in every cohort, tested as one family.
///
/// Cohorts are looked at only where something changed in them; the max-T test of Westfall & Young
/// by cluster sign flips makes the chance that any of them is blamed without cause the level, and
/// not the level times their number.
struct CohortScan {
  /// The fewest traces, changed traces and changed clusters of a cohort that is tested.
  static let fewest = (traces: 30, changes: 5, clusters: 5)

  /// Why a cohort with a change was not tested.
  static let untested =
    "too small to be tested: a cohort needs \(fewest.traces) traces, \(fewest.changes) changes and"
    + " \(fewest.clusters) changed clusters"

  /// One cohort in which something changed.
  struct Entry {
    let scope: ChangeScope
    /// Its bounds and interval hold for all cohorts at once.
    var change: MetricChange
    /// The part of the change over all traces that lies in it.
    let contribution: Double
    /// What its queries lost, gains left out, over its weight; at least zero.
    let grossLoss: Double
    /// The p value on its own and among all; nil for a cohort too small to be tested.
    var rawP: Double?
    var adjustedP: Double?
    /// The rate of false discoveries at which the cohort would be listed (Benjamini–Hochberg).
    var falseDiscoveryRate: Double?
    /// The cohort before it that has the very same changes: the shorter name of the two.
    var twin: Cohort?

    /// The cohort.
    var cohort: Cohort { scope.cohort }
  }

  /// The cohorts with a change, in the order of the partitions.
  private(set) var entries: [Entry] = []
  /// What was tested together; nil where no cohort has enough changes.
  private(set) var family: RouterComparison.Family?
  private var places: [Cohort: Int] = [:]

  /// Tests a column in every cohort.
  ///
  /// - Parameters:
  ///   - column: What the metric differs by, trace by trace.
  ///   - isRise: Whether a rise is for the worse, not a fall.
  ///   - pair: The replays.
  ///   - partitions: The cohorts; the first partition, of all traces, is passed over.
  ///   - signs: The stream of random signs.
  init(
    _ column: PairedColumn, isRise: Bool, pair: PairedReplay, partitions: [CohortPartition],
    signs: SignStream
  ) {
    let changedClusters = Set(column.traces.map { pair.golden.clusters[Int($0)] }).sorted()
    var position: [Int32: Int32] = [:]
    for (index, cluster) in changedClusters.enumerated() { position[cluster] = Int32(index) }
    var family = MaxTTest(clusterCount: changedClusters.count)
    var tested: [Int] = []
    var first: [[Int]: Cohort] = [:]
    for partition in partitions.dropFirst() {
      let groups = Self.group(column, by: partition)
      for (cohort, places) in groups {
        let scope = ChangeScope(partition, cohort, weights: pair.golden.weights)
        var part = column
        part.traces = places.map { column.traces[$0] }
        part.values = places.map { column.values[$0] }
        guard let change = ChangeEstimator.change(of: part, in: scope) else { continue }
        let (sum, loss) = Self.sums(part, isRise: isRise)
        entries.append(
          Entry(
            scope: scope, change: change,
            contribution: sum / column.unit / Double(pair.golden.totalWeight),
            grossLoss: loss / column.unit / scope.sample.weight, twin: first[places]))
        if first[places] == nil { first[places] = scope.cohort }
        let totals = Self.totals(part, pair.golden.clusters, position, sign: isRise ? -1 : 1)
        guard scope.count >= Self.fewest.traces, places.count >= Self.fewest.changes,
          totals.count >= Self.fewest.clusters
        else { continue }
        tested.append(entries.count - 1)
        family.add(clusters: totals.map(\.cluster), totals: totals.map(\.total))
      }
    }
    adopt(family, tested, isRise: isRise, signs: signs)
    for (index, entry) in entries.enumerated() { places[entry.cohort] = index }
  }

  /// Returns what changed in a cohort; nil where nothing did.
  func entry(of cohort: Cohort) -> Entry? { places[cohort].map { entries[$0] } }

  private mutating func adopt(
    _ family: MaxTTest, _ tested: [Int], isRise: Bool, signs: SignStream
  ) {
    guard !tested.isEmpty else { return }
    let result = family.test(
      signs: signs, draws: SignFlipTest.draws, confidence: 1 - ChangeQuestion.level)
    let rates = MultipleTesting.benjaminiHochberg(result.rawP)
    for (place, index) in tested.enumerated() {
      entries[index].rawP = result.rawP[place]
      entries[index].adjustedP = result.adjustedP[place]
      entries[index].falseDiscoveryRate = rates[place]
    }
    for index in entries.indices { entries[index].change = entries[index].change.among(result) }
    self.family = RouterComparison.Family(
      cohorts: tested.count,
      taroneDivisor: Tarone.divisor(
        attainable: tested.map {
          SignFlipTest.leastP(clusters: entries[$0].change.changedClusters)
        },
        level: ChangeQuestion.level),
      criticalT: Rounding.significant(result.criticalT))
  }

  /// The sum of a column, and that of its losses, positive.
  private static func sums(_ column: PairedColumn, isRise: Bool) -> (all: Double, loss: Double) {
    var (sum, loss): (Int128, Int128) = (0, 0)
    for value in column.values {
      sum += Int128(value)
      if (value > 0) == isRise { loss += Int128(value.magnitude) }
    }
    return (Double(sum), Double(loss))
  }

  /// Returns, cohort by cohort, the places in the column of its traces.
  private static func group(
    _ column: PairedColumn, by partition: CohortPartition
  ) -> [(cohort: Int, places: [Int])] {
    var groups = [[Int]](repeating: [], count: partition.cohorts.count)
    for (place, trace) in column.traces.enumerated() {
      groups[Int(partition.codes[Int(trace)])].append(place)
    }
    return groups.enumerated().filter { !$0.element.isEmpty }.map { ($0.offset, $0.element) }
  }

  private static func totals(
    _ column: PairedColumn, _ clusters: [Int32], _ position: [Int32: Int32], sign: Int64
  ) -> [(cluster: Int32, total: Int64)] {
    var sums: [Int32: Int64] = [:]
    for (place, trace) in column.traces.enumerated() {
      let cluster = position[clusters[Int(trace)]] ?? 0
      sums[cluster, default: 0] += column.values[place] * sign
    }
    return sums.filter { $0.value != 0 }.map { ($0.key, $0.value) }.sorted {
      $0.cluster < $1.cluster
    }
  }
}
