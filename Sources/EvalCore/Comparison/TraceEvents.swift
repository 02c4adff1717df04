/// Says which traces were removed, added or renamed.
struct TraceEvents {
  private let alignment: TraceAlignment
  private let names: (before: TextColumn, now: TextColumn)
  /// Traces of another name that did the very same: their places on both sides.
  private let renamed: [(before: Int32, now: Int32)]

  /// Looks at the traces that only one side has; O(n).
  ///
  /// - Parameters:
  ///   - alignment: Which traces both have.
  ///   - names: Their ids on both sides.
  ///   - pools: What the models did on both sides, qualities in the same units; nil where that is
  ///     not known.
  init(
    _ alignment: TraceAlignment, names: (before: TextColumn, now: TextColumn),
    pools: (before: ModelPool, now: ModelPool)?
  ) {
    self.alignment = alignment
    self.names = names
    renamed = pools.map { Self.renamed(alignment, $0.before, $0.now) } ?? []
  }

  /// One clause for each event.
  var list: [String] { renamings + removals + additions }

  /// Traces of another name that did the very same.
  var renamings: [String] {
    BaselineEvents.event(
      "trace", "renamed",
      renamed.map { "\(names.before[Int($0.before)]) is now \(names.now[Int($0.now)])" })
  }

  /// Traces of the earlier side that are not there any more.
  var removals: [String] {
    let known = Set(renamed.map(\.before))
    return BaselineEvents.event(
      "trace", "removed",
      alignment.removed.filter { !known.contains($0) }.map { names.before[Int($0)] })
  }

  /// Traces of the later side that were not there.
  var additions: [String] {
    let known = Set(renamed.map(\.now))
    return BaselineEvents.event(
      "trace", "added",
      alignment.added.filter { !known.contains($0) }.map { names.now[Int($0)] })
  }

  /// Pairs traces with the same qualities and costs of every model, where no other trace of either
  /// side has these.
  ///
  /// Without costs a few qualities would be all there is to go by, and say too little.
  private static func renamed(
    _ alignment: TraceAlignment, _ before: ModelPool, _ now: ModelPool
  ) -> [(before: Int32, now: Int32)] {
    let place = before.names.map { now.names.firstIndex(of: $0) }
    guard !alignment.removed.isEmpty, !alignment.added.isEmpty, !place.contains(nil),
      before.cost.allSatisfy({ $0 != nil }), now.cost.allSatisfy({ $0 != nil })
    else { return [] }
    let order = place.compactMap(\.self)
    let old = unique(alignment.removed) { trace in
      before.names.indices.flatMap { [before.quality[$0][trace], before.cost[$0]?[trace] ?? 0] }
    }
    let new = unique(alignment.added) { trace in
      order.flatMap { [now.quality[$0][trace], now.cost[$0]?[trace] ?? 0] }
    }
    return old.compactMap { key, trace in new[key].map { (trace, $0) } }
      .sorted { $0.before < $1.before }
  }

  /// The traces that share what they are made of with no other one, by it.
  private static func unique(
    _ traces: [Int32], _ outcome: (Int) -> [Int64]
  ) -> [[Int64]: Int32] {
    var known: [[Int64]: Int32?] = [:]
    for trace in traces {
      let key = outcome(Int(trace))
      known[key] = known[key] == nil ? .some(trace) : .some(nil)
    }
    return known.compactMapValues(\.self)
  }
}
