/// One side of a diff: routers' decisions with as much as is known around them.
package struct DiffSide: Sendable {
  /// One router's decisions; models are indices into the side's pool.
  package struct Router: Sendable {
    package var name: String
    package var decisions: Decisions

    package init(name: String, decisions: Decisions) {
      self.name = name
      self.decisions = decisions
    }
  }

  /// How far what happened is known.
  package enum Knowledge: Int, Comparable, Sendable {
    /// Decisions alone.
    case decisions
    /// What the chosen models came to.
    case choices
    /// What every model came to on every trace.
    case everything

    package static func < (left: Knowledge, right: Knowledge) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  /// What a reader calls it, such as `mtbench @ latest~1`.
  package var title: String
  /// Nil where the side is a table that knows no golden.
  package var comparability: Comparability?
  /// The traces with their clusters, weights and labels, and the scale; ids sorted.
  package var golden: Golden
  package var pool: ModelPool
  package var routers: [Router]
  package var knowledge: Knowledge
  /// The gates' names, to see one removed.
  package var gates: [String]

  package init(
    title: String, comparability: Comparability?, golden: Golden, pool: ModelPool,
    routers: [Router], knowledge: Knowledge, gates: [String] = []
  ) {
    self.title = title
    self.comparability = comparability
    self.golden = golden
    self.pool = pool
    self.routers = routers
    self.knowledge = knowledge
    self.gates = gates
  }

  /// Returns the side with some of its traces.
  func selecting(_ traces: [Int32]) -> DiffSide {
    if traces.count == golden.count { return self }
    var side = self
    side.golden = golden.selecting(traces)
    side.pool = pool.selecting(traces)
    side.routers = routers.map {
      Router(name: $0.name, decisions: $0.decisions.selecting(traces))
    }
    return side
  }

  /// Returns the side with its qualities in other units.
  func inUnits(_ unitsPerPoint: Int64) -> DiffSide {
    let own = golden.scale.unitsPerPoint
    if own == unitsPerPoint { return self }
    var side = self
    side.golden.scale.unitsPerPoint = unitsPerPoint
    side.pool.quality = pool.quality.map {
      QualityScale.convert($0, from: own, to: unitsPerPoint)
    }
    return side
  }
}
