/// What one metric differs by on each trace between two replays, where it differs at all.
struct PairedColumn {
  /// The traces that differ, in id order.
  var traces: [Int32] = []
  /// Now minus before on those traces, times their weights, in integer units.
  var values: [Int64] = []
  /// How many units are 1 of the metric.
  var unit = 1.0
  /// The most that one query can differ by, in the metric's own unit.
  var range = 1.0
  /// Whether a query differs by nothing, `unit` or −`unit`, and stands for one query only.
  var isBinary = false

  init() {}

  /// Creates a column of the same kind in which nothing differs.
  init(like other: PairedColumn) {
    unit = other.unit
    range = other.range
    isBinary = other.isBinary
  }

  /// Adds a trace; one that does not differ is passed over.
  @inline(__always)
  mutating func add(_ trace: Int32, _ value: Int64) {
    guard value != 0 else { return }
    traces.append(trace)
    values.append(value)
  }
}

/// A metric that is the mean of one value for each query, or why it cannot be compared.
enum PairedMetric {
  case column(PairedColumn)
  /// Not a mean of values: needs its own estimate.
  case nonlinear
  case undefined(String)
}

extension PairedReplay {
  /// Returns what a metric differs by, trace by trace.
  ///
  /// Complexity: O(n); O(flips) for a quality on one recording.
  func metric(_ metric: MetricName, model: String?) -> PairedMetric {
    switch metric {
    case .quality: .column(qualityColumn)
    case .strongShare:
      counted { $0.isStrong($1) ? 1 : 0 }
    case .calls:
      model.map { name in counted { $0.name($1) == name ? 1 : 0 } } ?? .column(PairedColumn())
    case .cost:
      model.map { name in
        amounts(Reason.noCost, unit: 1e9) { $0.name($1) == name ? $0.callCost($1) : 0 }
      } ?? amounts(Reason.noCost, unit: 1e9) { $0.cost($1) }
    case .tokens:
      model.map { name in
        amounts(Reason.noTokens, unit: 1) { $0.name($1) == name ? $0.callTokens($1) : 0 }
      } ?? amounts(Reason.noTokens, unit: 1) { $0.tokens($1) }
    case .brier: brier
    case .oracleGap: oracleGap
    default: .nonlinear
    }
  }

  /// The differences of quality, in units of the scale.
  var qualityColumn: PairedColumn {
    var column = PairedColumn()
    column.unit = Double(golden.scale.widthUnits)
    column.isBinary = golden.weights == nil && isBinary
    for trace in qualityChanges { addQuality(trace, to: &column) }
    return column
  }

  /// What quality changes by on each trace because models answer otherwise, in half units of the
  /// scale; nil where a chosen model is not on both recordings.
  ///
  /// The mean over the routes before and now, so that it sums to the answers' part of the Shapley
  /// split that ``Attribution`` makes.
  var answersColumn: PairedColumn? {
    var column = PairedColumn()
    column.unit = 2 * Double(golden.scale.widthUnits)
    let places = (
      before: before.pool.names.map { now.pool.names.firstIndex(of: $0) },
      now: now.pool.names.map { before.pool.names.firstIndex(of: $0) }
    )
    for trace in 0..<golden.count {
      let old = Int(before.decisions.models[trace])
      let new = Int(now.decisions.models[trace])
      guard let oldNow = places.before[old], let newBefore = places.now[new] else { return nil }
      let onOldRoute = now.pool.quality[oldNow][trace] - before.pool.quality[old][trace]
      let onNewRoute = now.pool.quality[new][trace] - before.pool.quality[newBefore][trace]
      column.add(Int32(trace), (onOldRoute + onNewRoute) * weight(trace))
    }
    return column
  }

  private func addQuality(_ trace: Int32, to column: inout PairedColumn) {
    let index = Int(trace)
    column.add(trace, (now.quality(index) - before.quality(index)) * weight(index))
  }

  /// The differences of what the best answer is better by, each side among its own models.
  private var oracleGap: PairedMetric {
    guard !knowsChoicesOnly else { return .undefined(Reason.choicesOnly) }
    var column = PairedColumn()
    column.unit = Double(golden.scale.widthUnits)
    column.isBinary = golden.weights == nil && isBinary
    let (best, earlier) = (now.pool.bestQuality, before.pool.bestQuality)
    for trace in 0..<golden.count {
      let gap = best[trace] - now.quality(trace)
      column.add(
        Int32(trace), (gap - earlier[trace] + before.quality(trace)) * weight(trace))
    }
    return .column(column)
  }

  /// The differences of (score − label)², each side with the labels of its own recording and ends.
  private var brier: PairedMetric {
    switch (BrierLosses(now), BrierLosses(before)) {
    case (.undefined(let reason), _), (_, .undefined(let reason)): return .undefined(reason)
    case (.column(let after), .column(let earlier)):
      var column = PairedColumn()
      column.unit = BrierLosses.unit
      for trace in 0..<golden.count {
        column.add(Int32(trace), (after[trace] - earlier[trace]) * weight(trace))
      }
      return .column(column)
    }
  }

  private func counted(_ value: (Replay, Int) -> Int64) -> PairedMetric {
    var column = PairedColumn()
    column.isBinary = golden.weights == nil
    // A model may hold another place in the other ladder: then calls count differently without a
    // flip.
    for trace in 0..<golden.count {
      column.add(Int32(trace), (value(now, trace) - value(before, trace)) * weight(trace))
    }
    return .column(column)
  }

  private func amounts(
    _ reason: String, unit: Double, _ value: (Replay, Int) -> Int64?
  ) -> PairedMetric {
    var column = PairedColumn()
    column.unit = unit
    var widest: Int64 = 0
    for trace in 0..<golden.count {
      guard let after = value(now, trace), let earlier = value(before, trace) else {
        return .undefined(reason)
      }
      widest = max(widest, (after - earlier).magnitude > 0 ? max(after, earlier) : 0)
      column.add(Int32(trace), (after - earlier) * weight(trace))
    }
    column.range = Double(widest) / unit
    return .column(column)
  }
}
