@testable import EvalCore

/// Run reports to render, made by hand so that every figure is known.
enum Sample {
  static let strong = "gpt-4-1106-preview"
  static let weak = "mixtral-8x7b-instruct-v0.1"
  static let suiteFile = "suites/mtbench/suite.yaml"
  static let categories = [
    "coding", "extraction", "humanities", "math", "reasoning", "roleplay", "stem", "writing",
  ]

  /// A run that passed all of its gates, without a baseline.
  static func passed() -> RunReport {
    report(
      gates: [
        gate(.apgr, "mf", value: 0.601, limit: 0.55),
        gate(.pgr, "mf", value: 0.702, limit: 0.5, line: 32),
        gate(.cost, "rules", requirement: "at most 0.01", value: 0.0051, limit: 0.01, line: 33),
      ])
  }

  /// A run with a baseline and gates of every standing.
  static func failed() -> RunReport {
    var report = report(
      gates: [
        gate(
          .apgr, "rules", .failed, value: 0.482, limit: 0.55,
          reason: "the requirement does not hold",
          why: "rules must rank better than chance by a margin"),
        gate(
          .quality, "mf", .failed, cohort: cohort("math"), requirement: "drop at most 0.05",
          value: -0.0712, limit: 0.05, against: "baseline",
          reason: "the drop is real (p = 0.003) and larger than the margin", line: 33),
        gate(
          .quality, "mf", .inconclusive, requirement: "drop at most 0.02", value: -0.011,
          limit: 0.02, against: "baseline",
          reason: "cannot tell: 18 routes differ, and the interval reaches beyond the margin",
          line: 32),
        gate(
          .cost, "length", .failed, requirement: "at most 0.005", value: 0.0062, limit: 0.005,
          reason: "the requirement does not hold; waived until 2027-01-31: prices change in May",
          waiver: GateSpec.Waiver(until: "2027-01-31", reason: "prices change in May"), line: 35),
        gate(
          .latencyP95, "length", .failed, isBlocking: false, requirement: "at most 9000.0",
          value: 9120.4, limit: 9000, reason: "the requirement does not hold", line: 36),
        gate(.apgr, "mf", value: 0.601, limit: 0.55),
        gate(
          .cost, "mf", requirement: "rise at most 5.0%", value: 0, limit: 0.05, isRelative: true,
          against: "baseline", reason: "identical decisions: the change is exactly zero",
          line: 34),
      ] + undetected)
    report.baseline = RunReport.BaselineSummary(
      ref: "suites/mtbench/baseline.json", comparable: true, differences: [],
      events: ["the price of \(strong) changed"])
    report.comparison = [comparison("mf"), unchanged("rules"), unchanged("length")]
    report.warnings = [
      "2 prompts stand twice: 101-1, 131-2",
      "the threshold of mf was fitted on the data that it is judged on",
    ]
    return report
  }

  /// A gate on every cohort that found nothing, and could not have found much.
  private static var undetected: [GateResult] {
    categories.filter { $0 != "math" }.map {
      gate(
        .quality, "mf", .inconclusive, cohort: cohort($0), isBlocking: false,
        requirement: "drop at most 0.05", limit: 0.05, against: "baseline",
        reason: "not detected; could have seen a drop of 0.12 or more", line: 33)
    }
  }

  /// A run whose gates need a baseline that is not there.
  static func open() -> RunReport {
    let reason = "no baseline: accept one with `evalroute baseline accept`"
    return report(
      gates: ["mf", "rules", "length"].map {
        gate(
          .quality, $0, .inconclusive, requirement: "drop at most 0.02", limit: 0.02,
          against: "baseline", reason: reason, line: 32)
      })
  }

  /// A run in which nothing could be measured.
  static func undefined() -> RunReport {
    var report = report(gates: [
      gate(.pgr, "mf", .inconclusive, limit: 0.5, reason: "pgr is undefined: no traces")
    ])
    let reason = "the golden has neither costs nor priced tokens for every call"
    for index in report.routers.indices {
      report.routers[index].metrics = .empty(reason)
      report.routers[index].calibration = nil
      report.routers[index].cohorts = []
      report.routers[index].reference = ReferenceReport(
        alwaysWeak: .metrics(.empty(reason)), alwaysStrong: .metrics(.empty(reason)),
        random: .undefined("no traces"), length: .undefined("no texts"),
        oracle: .metrics(.empty(reason)))
    }
    return report
  }

  /// A run without routers and gates.
  static func empty() -> RunReport {
    var report = report(gates: [])
    report.routers = []
    return report
  }

  /// A report with the usual three routers; the verdict follows from the gates.
  static func report(suite: String = "mtbench", gates: [GateResult]) -> RunReport {
    let (verdict, status) = GateResult.conclude(gates)
    var report = RunReport(
      suite: suite, suiteFile: suiteFile, verdict: verdict, exitCode: status, tool: "0.1.0",
      golden: RunReport.GoldenSummary(
        name: "mtbench", sha256: hash("a"), traces: 160, clusters: 80, qualityMin: 1,
        qualityMax: 10, models: [weak, strong]),
      comparability: Comparability(
        goldenSHA256: hash("a"), suiteSHA256: hash("b"), pricesSHA256: hash("c"),
        seed: 20_240_617),
      routers: [
        router("mf", kind: "signal", quality: 0.881, pgr: 0.702, share: 0.4),
        router("rules", kind: "rules", quality: 0.845, pgr: 0.401, share: 0.33),
        router("length", kind: "length", quality: 0.838, pgr: 0.343, share: 0.4),
      ],
      gates: gates, comparison: [], warnings: [])
    report.routers[0].metrics.brier = .value(
      Estimate(0.171, low: .value(0.139), high: .value(0.203)))
    report.routers[0].metrics.ece = .value(Estimate(0.0875))
    report.routers[0].metrics.auroc = .value(Estimate(0.828))
    report.routers[0].calibration = calibration
    report.run = "01J9Z3V6Q8R7M5"
    report.startedAt = "2026-01-02T03:04:05Z"
    report.durationMS = 1234.5678
    report.git = RunReport.GitState(commit: hash("d"), branch: "main", dirty: true)
    report.tags = ["branch": "main", "ci": "yes"]
    return report
  }

  static let calibration = CalibrationReport(
    miscalibration: 0.033, discrimination: 0.11, uncertainty: 0.248,
    spiegelhalter: CalibrationReport.Spiegelhalter(z: .value(0.351676), p: .value(0.725081)),
    debiasedSquare: -0.0344, ece: 0.0875, expectedECE: 0.061,
    bins: [
      CalibrationReport.Bin(traces: 54, meanScore: 0.21, meanLabel: 0.1),
      CalibrationReport.Bin(traces: 53, meanScore: 0.5, meanLabel: 0.53),
      CalibrationReport.Bin(traces: 53, meanScore: 0.83, meanLabel: 0.91),
    ])

  static func hash(_ digit: Character) -> String { String(repeating: digit, count: 64) }

  static func cohort(_ category: String) -> Cohort {
    Cohort([Cohort.Label(name: "category", level: category)])
  }
}

// MARK: Routers

extension Sample {
  static func router(
    _ name: String, kind: String, quality: Double, pgr: Double, share: Double
  ) -> RouterReport {
    let cohorts = categories.enumerated().map { index, category in
      // Math is the cohort that stands out.
      let shift = category == "math" ? -0.25 : Double(index - 3) * 0.01
      return RouterReport.CohortReport(
        cohort: cohort(category), traces: 20, clusters: 10,
        metrics: metrics(
          quality: quality + shift, half: 0.09, pgr: pgr + shift, share: share,
          status: category == "math" ? .gateable : .reportOnly))
    }
    return RouterReport(
      name: name, kind: kind, why: "what \(name) stands for", traces: 160,
      configSHA256: hash("e"),
      threshold: kind == "signal"
        ? RouterReport.ThresholdReport(
          value: 0.5123, rule: "strong share 0.4", fittedOn: "mtbench", fittedHere: true) : nil,
      metrics: metrics(quality: quality, half: 0.034, pgr: pgr, share: share),
      compat: nil, cohorts: cohorts, reference: reference(share: share))
  }

  static func metrics(
    quality: Double, half: Double, pgr: Double, share: Double, status: GapStatus = .gateable
  ) -> MetricSet {
    func near(_ value: Double, _ half: Double) -> Measured {
      .value(Estimate(value, low: .value(value - half), high: .value(value + half)))
    }
    let cost = 0.0006 + share * 0.0159
    var set = MetricSet.empty("not recorded")
    set.quality = .value(
      Estimate(
        quality, low: .value(quality - half), high: .value(quality + half),
        raw: 1 + quality * 9))
    set.pgr = .value(
      Estimate(pgr, low: .value(pgr - 0.2), high: .value(pgr + 0.2), status: status))
    set.apgr = .value(
      Estimate(
        pgr * 0.5 + 0.25, low: .value(pgr * 0.4), high: .value(pgr * 0.6 + 0.3), status: status))
    set.auc = .value(Estimate(8.71))
    set.cpt = CPTTable(
      entries: CPTTable.levels.map {
        CPTTable.Entry(
          first: $0 == 95 ? .undefined("not reached") : .value(Estimate(Double($0) / 150)),
          sustained: .value(Estimate(Double($0) / 120)), low: .value(0.1), high: .value(0.6))
      })
    set.strongShare = near(share, 0.07)
    set.cost = near(cost, 0.0008)
    set.costUSD = .value(Estimate(cost * 160))
    set.savings = near(1 - cost / 0.0165, 0.05)
    set.latencyP95 = near(8900, 400)
    let calls = Int64((share * 160).rounded())
    set.calls = [strong: calls, weak: 160 - calls]
    set.tokens = [strong: TokenCounts(input: calls * 90, output: calls * 300)]
    set.costByModel = [strong: cost * 140, weak: cost * 20]
    return set
  }

  static func reference(share: Double) -> ReferenceReport {
    func entry(_ quality: Double, _ share: Double) -> ReferenceEntry {
      .metrics(metrics(quality: quality, half: 0.03, pgr: (quality - 0.8) / 0.117, share: share))
    }
    return ReferenceReport(
      alwaysWeak: entry(0.8, 0), alwaysStrong: entry(0.917, 1),
      random: entry(0.8 + 0.117 * share, share),
      length: .undefined("the golden has neither messages nor the signal prompt_length"),
      oracle: entry(0.952, 0.29), domain: entry(0.861, share))
  }
}

// MARK: More than two models

extension Sample {
  /// A run over four models, of which a mix needs three and one is dominated.
  static func ladder() -> RunReport {
    func near(_ value: Double, _ half: Double) -> Measured {
      .value(Estimate(value, low: .value(value - half), high: .value(value + half)))
    }
    var report = passed()
    let places: [(String, Double, Double, Bool, String?)] = [
      (weak, 0.8, 0.0006, true, nil), ("claude-instant", 0.79, 0.0011, false, weak),
      ("yi-34b", 0.85, 0.004, false, nil), (strong, 0.917, 0.0165, true, nil),
    ]
    report.golden.models = places.map(\.0)
    report.models = places.map { model, quality, cost, isOnHull, better in
      ModelReport(
        model: model, quality: near(quality, 0.03), cost: .value(Estimate(cost)),
        isOnHull: isOnHull, dominatedBy: better)
    }
    for index in report.routers.indices {
      report.routers[index].metrics.aiq = near(0.87 - 0.01 * Double(index), 0.02)
      report.routers[index].metrics.oracleGap = near(0.07, 0.02)
      report.routers[index].metrics.calls = [weak: 80, "yi-34b": 40, strong: 40]
      report.routers[index].versusMix = MixContrast(
        gain: near(0.021 - 0.02 * Double(index), 0.015), p: [0.003, 0.44, 0.9][index],
        savings: index == 0 ? .undefined("no mix of the models is as good") : near(0.11, 0.3))
    }
    report.warnings = ["claude-instant costs more than \(weak) and answers no better"]
    return report
  }
}

// MARK: Gates and comparisons

extension Sample {
  static func gate(
    _ metric: MetricName, _ router: String, _ verdict: Verdict = .passed,
    cohort: Cohort = .all, isBlocking: Bool = true, requirement: String? = nil,
    value: Double? = nil, limit: Double, isRelative: Bool = false, against: String? = nil,
    reason: String = "the requirement holds", why: String? = nil,
    waiver: GateSpec.Waiver? = nil, line: Int = 31
  ) -> GateResult {
    GateResult(
      router: router, metric: metric, model: nil, cohort: cohort, verdict: verdict,
      isBlocking: isBlocking, requirement: requirement ?? "at least \(limit)",
      value: value.map(Bound.value) ?? .undefined(reason), limit: limit,
      isRelativeLimit: isRelative, comparedWith: against, reason: reason, why: why,
      waived: waiver, onInconclusive: .fail, line: line)
  }

  static func comparison(_ router: String) -> RouterComparison {
    func flip(
      _ trace: String, _ category: String, _ before: Double, _ after: Double
    ) -> RouterComparison.Flip {
      var flip = RouterComparison.Flip(
        trace: trace, from: strong, to: weak, qualityBefore: before, qualityAfter: after,
        costBefore: 0.0151, costAfter: 0.0006)
      flip.labels = Cohort([Cohort.Label(name: "category", level: category)])
      return flip
    }
    var comparison = RouterComparison(
      router: router, flips: 18,
      delta: .value(Estimate(-0.011, low: .value(-0.027), high: .value(0.005))),
      costDelta: .value(Estimate(-0.0018, low: .value(-0.0026), high: .value(-0.001))),
      grossLoss: .value(0.018), grossGain: .value(0.007),
      directions: [
        RouterComparison.Direction(from: strong, to: weak, flips: 15, quality: -0.016, cost: -0.3),
        RouterComparison.Direction(from: weak, to: strong, flips: 3, quality: 0.005, cost: nil),
      ],
      worst: [
        flip("111-2", "math", 9, 2), flip("115-1", "math", 10, 4.5),
        flip("081-1", "writing", 9, 6), flip("129-1", "coding", 8, 7),
      ],
      sameScores: false, sameCosts: false, sameEnds: true, sameStrongCosts: true,
      cohorts: [])
    comparison.flipsOmitted = 14
    comparison.cohorts = [
      RouterComparison.CohortChange(
        cohort: Cohort([Cohort.Label(name: "category", level: "math")]), traces: 20, flips: 5)
    ]
    comparison.negativeFlipRate = .value(0.0625)
    comparison.attribution.budget = -0.009
    comparison.attribution.ranking = -0.002
    comparison.distances = [
      RouterComparison.Distance(within: 0.05, flips: 13, quality: -0.004),
      RouterComparison.Distance(within: 1, flips: 5, quality: -0.007),
    ]
    return comparison
  }

  /// The same routes on a golden that was recorded anew.
  static func recordedAnew(_ router: String) -> RouterComparison {
    var comparison = unchanged(router)
    comparison.delta = .value(Estimate(-0.02, low: .value(-0.03), high: .value(-0.01)))
    comparison.sameRecording = false
    comparison.noiseFloor = 0.004
    comparison.attribution.routing = 0
    comparison.attribution.model = -0.02
    comparison.attribution.routes = 0
    comparison.attribution.pricesAndTokens = 0.0003
    comparison.attribution.prices = 0.0001
    comparison.attribution.tokens = 0.0002
    return comparison
  }

  static func unchanged(_ router: String) -> RouterComparison {
    let zero = Measured.value(Estimate(0, low: .value(0), high: .value(0)))
    return RouterComparison(
      router: router, flips: 0, delta: zero, costDelta: zero, grossLoss: .value(0),
      grossGain: .value(0),
      directions: [], worst: [], sameScores: true, sameCosts: true, sameEnds: true,
      sameStrongCosts: true, cohorts: [])
  }
}

// MARK: Reports for one purpose

extension Sample {
  /// The small run that `docs/junit.md` shows.
  static func documented() -> RunReport {
    var report = report(
      gates: [
        gate(.apgr, "mf", value: 0.601, limit: 0.55),
        gate(
          .quality, "mf", .failed, cohort: cohort("math"), requirement: "drop at most 0.05",
          value: -0.0712, limit: 0.05, against: "baseline",
          reason: "got worse, by more than is allowed",
          why: "math is what the strong model is paid for", line: 33),
        gate(
          .quality, "mf", .inconclusive, cohort: cohort("stem"), isBlocking: false,
          requirement: "drop at most 0.05", limit: 0.05, against: "baseline",
          reason: "not detected, but a change as large as is allowed might have been missed",
          line: 33),
      ])
    report.gates[1].change = GateResult.Change(
      estimate: -0.0712, low: -0.118, high: -0.0244, bound: -0.111, margin: 0.05,
      test: "sign_flip", p: 0.003, adjustedP: 0.003, detectable: 0.061, traces: 20, clusters: 10,
      changedClusters: 9, fewestClusters: 5, tracesToPass: 31, tracesToResolve: 172)
    report.gates[2].value = .value(-0.012)
    report.gates[2].change = GateResult.Change(
      estimate: -0.012, low: -0.0691, high: 0.0451, bound: -0.0602, margin: 0.05,
      test: "sign_flip", p: 0.375, adjustedP: 0.375, detectable: 0.12, traces: 20, clusters: 10,
      changedClusters: 3, fewestClusters: 5, tracesToPass: 26, tracesToResolve: 46)
    report.routers = [report.routers[0]]
    report.routers[0].cohorts = report.routers[0].cohorts.filter {
      ["math", "stem"].contains($0.cohort.labels[0].level)
    }
    report.git = nil
    report.tags = [:]
    report.golden.sha256 = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef"
    report.comparability.goldenSHA256 = report.golden.sha256
    report.baseline = RunReport.BaselineSummary(
      ref: "suites/mtbench/baseline.json", comparable: true, differences: [], events: [])
    report.comparison = [comparison("mf")]
    return report
  }

  /// A run with many routers, cohorts and gates.
  static func large(routers: Int, cohorts: Int, gatesPerRouter: Int) -> RunReport {
    let names = (0..<routers).map { "router-\($0)" }
    let labels = (0..<max(cohorts, gatesPerRouter)).map { cohort("a cohort's level \($0)") }
    let gates = names.flatMap { name in
      labels.prefix(gatesPerRouter).enumerated().map { index, cohort in
        gate(
          .quality, name, index % 3 == 0 ? .failed : .passed, cohort: cohort,
          requirement: "drop at most 0.02", value: -0.01, limit: 0.02, against: "baseline",
          reason: "the interval reaches beyond the margin, and so on for a sentence")
      }
    }
    var report = report(gates: gates)
    report.routers = names.map { name in
      var router = router(name, kind: "signal", quality: 0.88, pgr: 0.7, share: 0.4)
      let metrics = router.cohorts[0].metrics
      router.cohorts = labels.prefix(cohorts).map {
        RouterReport.CohortReport(cohort: $0, traces: 20, clusters: 10, metrics: metrics)
      }
      return router
    }
    report.comparison = names.map { name in
      var comparison = comparison(name)
      comparison.worst = Array(repeating: comparison.worst[0], count: 1000)
      comparison.flips = 1000
      return comparison
    }
    return report
  }
}
