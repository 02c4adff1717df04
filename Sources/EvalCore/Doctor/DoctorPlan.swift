/// How often each examination is repeated on a suite, and where regressions are planted.
package struct DoctorPlan: Sendable {
  package let replicates: Int
  package let powerReplicates: Int
  /// Whether the suite's size made them fewer than usual.
  package let isReduced: Bool
  let plants: [DoctorBench.Plant]

  /// Chooses the numbers that were not given, so that both examinations take seconds.
  ///
  /// They are a function of the suite and its golden alone: a faster machine repeats no more.
  package init(_ bench: DoctorBench) {
    plants = bench.plants
    let alarmCost = bench.changeCases.reduce(0) { $0 + bench.cost($1, share: 0.25, spoilt: 0) }
    let powerCost = plants.reduce(0) { sum, plant in
      let traces = bench.partitions[plant.partition].range(of: plant.index).count
      // A query that gets worse loses half of the scale, roughly.
      let spoilt = min(1, plant.margin * 6) * Double(traces)
      let cost = bench.cost(plant.item, share: plant.isOwnScope ? 0.8 : 0.05, spoilt: spoilt)
      return sum + cost * Double(DoctorSettings.multiples.count)
    }
    func choose(_ given: Int?, _ usual: Int, _ fewest: Int, _ cost: Double) -> Int {
      given ?? min(usual, max(fewest, Int(Self.budget / max(cost, 1))))
    }
    let (usual, fewest) = (DoctorSettings.ordinary, DoctorSettings.fewest)
    let settings = bench.settings
    replicates = choose(settings.replicates, usual.alarms, fewest.alarms, alarmCost)
    powerReplicates = choose(settings.powerReplicates, usual.power, fewest.power, powerCost)
    isReduced =
      settings.replicates == nil && replicates < usual.alarms
      || settings.powerReplicates == nil && powerReplicates < usual.power
  }

  /// The nanoseconds of one thread that each of the two may take, roughly.
  private static let budget = 10e9
}

extension DoctorBench {
  /// Roughly how many nanoseconds it takes to show a gate one made-up change.
  ///
  /// - Parameters:
  ///   - item: The gate.
  ///   - share: How often its test is needed, and not only the size of the change.
  ///   - spoilt: How many queries get worse beside.
  /// - Returns: The nanoseconds of one thread.
  fileprivate func cost(_ item: Case, share: Double, spoilt: Double) -> Double {
    let traces = Double(golden.count)
    let clusters = Double(golden.clusterCount)
    let changed = min(clusters, settings.flipShare * clusters / 2 + spoilt)
    // All choices of signs of a few clusters are tried.
    let draws = changed <= 18 ? Double(1 << Int(changed + 2)) / max(changed, 1) : 1e4
    var test: Double
    switch item.gate.metric {
    case .quality, .pgr, .strongShare, .cost, .calls, .tokens: test = draws * changed * 1.5
    case .apgr, .auc, .savings: test = traces * 500
    default: test = min(2_000 * traces, 6e7) * 10
    }
    let cohorts = Double(partitions.dropFirst().reduce(0) { $0 + $1.cohorts.count })
    if item.gate.scope == .everyCohort {
      test = item.gate.metric.isResampled ? test * cohorts : test * 3 + draws * cohorts * 10
    }
    if item.gate.limit.isRelative {
      test += traces * 600 * Double(item.gate.scope == .all ? 1 : partitions.count)
    }
    let isQuick = item.gate.metric == .quality && !item.gate.limit.isRelative
    return traces * 20 + test * (isQuick ? share : 1)
  }
}

extension MetricName {
  /// Whether the error of its change is found by resampling, or from whole curves.
  fileprivate var isResampled: Bool {
    switch self {
    case .quality, .pgr, .strongShare, .cost, .calls, .tokens, .oracleGap: false
    default: true
    }
  }
}
