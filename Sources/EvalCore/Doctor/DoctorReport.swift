/// What an examination of a suite's gates found.
package struct DoctorReport: Codable, Equatable, Sendable {
  /// The version of the document.
  package static let currentVersion = 1

  /// A gate as it speaks of one router.
  package struct Gate: Codable, Hashable, Sendable {
    package var router: String
    /// The gate in words, such as `quality of * (all) drop at most 0.02`.
    package var title: String
    /// The gate's line in the suite file.
    package var line: Int
    package var isBlocking: Bool

    private enum CodingKeys: String, CodingKey {
      case router
      case title
      case line
      case isBlocking = "blocking"
    }
  }

  /// What was examined, how often.
  package struct Extent: Codable, Equatable, Sendable {
    package var replicates: Int
    package var powerReplicates: Int
    /// Whether a large suite made them fewer than usual.
    package var isReduced: Bool
    package var flipShare: Double
    package var seed: UInt64
    package var traces: Int
    package var clusters: Int

    private enum CodingKeys: String, CodingKey {
      case replicates
      case powerReplicates = "power_replicates"
      case isReduced = "reduced"
      case flipShare = "flip_share"
      case seed
      case traces
      case clusters
    }
  }

  /// Whether a gate on a change is quiet where a router is compared with itself.
  package struct SelfReplay: Codable, Equatable, Sendable {
    package var gate: Gate
    /// How many verdicts it gave: one for each cohort of a gate on all cohorts.
    package var verdicts: Int
    package var isQuiet: Bool
    /// The first verdict that was not quiet; nil where all were.
    package var reason: String?

    private enum CodingKeys: String, CodingKey {
      case gate
      case verdicts
      case isQuiet = "quiet"
      case reason
    }
  }

  /// How often a gate failed on changes that change nothing on average.
  package struct FalseAlarms: Codable, Equatable, Sendable {
    package var gate: Gate
    package var replicates: Int
    package var alarms: Int
    package var rate: Double
    /// Wilson's 95 % interval of the rate.
    package var low: Double
    package var high: Double
    /// Whether even the low end is above the level of the test.
    package var isAboveLevel: Bool

    private enum CodingKeys: String, CodingKey {
      case gate
      case replicates
      case alarms
      case rate
      case low
      case high
      case isAboveLevel = "above_level"
    }
  }

  /// How often a gate found regressions planted in one place.
  package struct Power: Codable, Equatable, Sendable {
    /// One size of regression.
    package struct Size: Codable, Equatable, Sendable {
      /// How many margins were asked for.
      package var multiple: Int
      /// The loss of the cohort's mean quality that was asked for, and planted on average.
      package var asked: Double
      package var planted: Double
      package var replicates: Int
      package var found: Int
      /// Whether some replicate ran out of queries that could get worse.
      package var isShort: Bool

      /// The share of regressions that were found.
      package var share: Double {
        replicates == 0 ? 0 : Double(found) / Double(replicates)
      }

      private enum CodingKeys: String, CodingKey {
        case multiple
        case asked
        case planted
        case replicates
        case found
        case isShort = "short"
      }
    }

    package var gate: Gate
    package var cohort: Cohort
    package var traces: Int
    package var clusters: Int
    /// Whether the gate judges the cohort itself, and not only all traces with it.
    package var isOwnScope: Bool
    package var margin: Double
    package var sizes: [Size]
    /// Whether less than half of the largest regressions were found.
    package var isHopeless: Bool

    private enum CodingKeys: String, CodingKey {
      case gate
      case cohort
      case traces
      case clusters
      case isOwnScope = "own_scope"
      case margin
      case sizes
      case isHopeless = "hopeless"
    }
  }

  /// What the gates say of a router that sends every query to the worst model.
  package struct Broken: Codable, Equatable, Sendable {
    package var router: String
    /// Its mean quality as it is, and broken.
    package var quality: Double?
    package var brokenQuality: Double?
    /// How many blocking gates speak of it.
    package var blockingGates: Int
    /// The blocking gates that failed.
    package var failed: [Gate]

    package var isCaught: Bool { !failed.isEmpty }

    private enum CodingKeys: String, CodingKey {
      case router
      case quality
      case brokenQuality = "broken_quality"
      case blockingGates = "blocking_gates"
      case failed
    }
  }

  /// Whether a gate could fail at all on these traces.
  package struct Reach: Codable, Equatable, Sendable {
    package var gate: Gate
    package var canFail: Bool
    /// Why not, or what limits it.
    package var reason: String
    /// How many cohorts it looks at, and in how many of them it could never fail.
    package var cohorts: Int
    package var cohortsOutOfReach: Int

    private enum CodingKeys: String, CodingKey {
      case gate
      case canFail = "can_fail"
      case reason
      case cohorts
      case cohortsOutOfReach = "cohorts_out_of_reach"
    }
  }

  /// Why a suite is not healthy.
  package struct Finding: Codable, Equatable, Sendable {
    /// Which examination it comes from.
    package enum Section: String, Codable, Sendable {
      case selfReplay = "self_replay"
      case falseAlarms = "false_alarms"
      case power
      case brokenRouter = "broken_router"
      case reach
    }

    package var section: Section
    /// The line of the suite file: of the gate, or of the router.
    package var line: Int
    package var message: String
  }

  package var version = currentVersion
  package var suite: String
  package var suiteFile: String
  package var golden: String
  package var verdict: Verdict
  package var exitCode: ExitStatus
  package var extent: Extent
  package var selfReplay: [SelfReplay] = []
  package var falseAlarms: [FalseAlarms] = []
  package var power: [Power] = []
  package var brokenRouters: [Broken] = []
  package var reach: [Reach] = []
  package var findings: [Finding] = []
  /// What a reader should know that is no fault of a gate.
  package var notes: [String] = []

  private enum CodingKeys: String, CodingKey {
    case version
    case suite
    case suiteFile = "suite_file"
    case golden
    case verdict
    case exitCode = "exit_code"
    case extent
    case selfReplay = "self_replay"
    case falseAlarms = "false_alarms"
    case power
    case brokenRouters = "broken_routers"
    case reach
    case findings
    case notes
  }
}

extension DoctorReport {
  /// Gathers what belongs to one gate of the suite, in suite order.
  package static func grouped<Item>(
    _ items: [Item], by gate: (Item) -> DoctorReport.Gate
  ) -> [(DoctorReport.Gate, [Item])] {
    var groups: [(DoctorReport.Gate, [Item])] = []
    for item in items {
      let own = gate(item)
      let place = groups.firstIndex { $0.0.line == own.line && $0.0.title == own.title }
      if let place { groups[place].1.append(item) } else { groups.append((own, [item])) }
    }
    return groups
  }
}
