/// A rule of a suite that passes, fails, or cannot tell.
package struct GateSpec: Equatable, Sendable {
  /// Which routers a gate speaks of.
  package enum Selection: Equatable, Sendable {
    case every
    case one(String)
  }

  /// Which traces a gate speaks of.
  package enum Scope: Equatable, Sendable {
    /// All of them.
    case all
    /// Those of one cohort.
    case cohort(Cohort)
    /// Every cohort on its own, with family-wise control.
    case everyCohort
  }

  /// A limit, absolute or relative to what it is compared with.
  package enum Amount: Equatable, Sendable {
    /// A share, PGR or normalised quality as a fraction of 1; USD, ms and counts as they are.
    case absolute(Double)
    /// A fraction of the reference's value: 0.05 for `5%`.
    case relative(Double)
  }

  /// What must hold.
  package enum Condition: Equatable, Sendable {
    case atLeast(Double)
    case atMost(Double)
    case maxDrop(Amount)
    case maxRise(Amount)

    /// Tells whether it compares with the baseline or another router.
    package var isRelative: Bool {
      switch self {
      case .maxDrop, .maxRise: true
      case .atLeast, .atMost: false
      }
    }
  }

  /// A time within which a failure is a warning.
  package struct Waiver: Equatable, Sendable, Codable {
    /// The last day, `yyyy-mm-dd`.
    package var until: String
    /// Why.
    package var reason: String

    package init(until: String, reason: String) {
      self.until = until
      self.reason = reason
    }
  }

  package var metric: MetricName
  package var routers: Selection
  /// The model, for the metrics that are counted by model.
  package var model: String?
  package var scope: Scope
  package var condition: Condition
  /// The router of the same run to compare with, in place of the baseline.
  package var noWorseThan: String?
  package var isBlocking: Bool
  /// The gate's own policy; the suite's where nil.
  package var onInconclusive: InconclusivePolicy?
  package var waiver: Waiver?
  package var why: String?
  /// The line of the suite file.
  package var line: Int

  package init(
    metric: MetricName, routers: Selection, model: String? = nil, scope: Scope = .all,
    condition: Condition, noWorseThan: String? = nil, isBlocking: Bool = true,
    onInconclusive: InconclusivePolicy? = nil, waiver: Waiver? = nil, why: String? = nil,
    line: Int
  ) {
    self.metric = metric
    self.routers = routers
    self.model = model
    self.scope = scope
    self.condition = condition
    self.noWorseThan = noWorseThan
    self.isBlocking = isBlocking
    self.onInconclusive = onInconclusive
    self.waiver = waiver
    self.why = why
    self.line = line
  }

  /// Tells whether the gate compares with the baseline or another router.
  package var isRelative: Bool { condition.isRelative }
}
