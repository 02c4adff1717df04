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
    let alarmCost = bench.changeCases.reduce(0) { $0 + bench.cost($1, share: 0.25) }
    let powerCost = plants.reduce(0) { sum, plant in
      let share = plant.isOwnScope ? 0.8 : 0.05
      return sum + bench.cost(plant.item, share: share) * Double(DoctorSettings.multiples.count)
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
  fileprivate func cost(_ item: Case, share: Double) -> Double {
    let traces = Double(golden.count)
    let changed = settings.flipShare * Double(golden.clusterCount) / 2
    let draws = changed <= 20 ? 1e5 : 1e4
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
    case .quality, .pgr, .strongShare, .cost, .calls, .tokens: false
    default: true
    }
  }
}
