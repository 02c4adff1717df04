/// Two runs on the same traces, brought to common units of quality.
struct TracePair {
  /// Why two runs cannot be set side by side.
  enum Obstacle: String {
    case otherTraces = "other traces: not compared"
    case otherScale = "another scale of quality: not compared"
  }

  let before: DiffSide
  let now: DiffSide
  /// Whether both replayed one recording.
  let sameRecording: Bool

  /// Pairs two runs.
  init(_ before: DiffSide, _ now: DiffSide) {
    sameRecording = Self.isSameRecording(before, now)
    let unit = now.golden.scale.commonUnits(with: before.golden.scale.unitsPerPoint)
    self.before = before.inUnits(unit)
    self.now = now.inUnits(unit)
  }

  /// Returns why two runs cannot be set side by side, nil where they can.
  static func obstacle(_ before: DiffSide, _ now: DiffSide) -> Obstacle? {
    if isSameRecording(before, now) { return nil }
    if before.golden.ids != now.golden.ids { return .otherTraces }
    let (old, new) = (before.golden.scale, now.golden.scale)
    return old.min == new.min && old.max == new.max ? nil : .otherScale
  }

  /// Tells whether two runs replayed the same answers, however their queries are labelled.
  static func isSameRecording(_ before: DiffSide, _ now: DiffSide) -> Bool {
    if before.golden.sha256 == now.golden.sha256 { return true }
    let (old, new) = (before.pool, now.pool)
    // Qualities alone may agree by chance; tokens or latencies of every call do not.
    guard (old.outputTokens + old.latency).contains(where: { $0 != nil }) else { return false }
    return before.golden.ids == now.golden.ids && old.names == new.names
      && before.golden.scale == now.golden.scale && old.quality == new.quality
      && old.latency == new.latency && old.inputTokens == new.inputTokens
      && old.outputTokens == new.outputTokens
  }

  /// Returns a router's replays on both sides, nil where either lacks it.
  func replay(of router: String) -> PairedReplay? {
    guard let old = before.routers.first(where: { $0.name == router }),
      let new = now.routers.first(where: { $0.name == router })
    else { return nil }
    return PairedReplay(
      router: router, golden: now.golden, now: Replay(pool: now.pool, decisions: new.decisions),
      before: Replay(pool: before.pool, decisions: old.decisions), sameRecording: sameRecording)
  }

  /// Returns what became of a router's quality.
  ///
  /// Complexity: O(n).
  func change(of replay: PairedReplay) -> HistoryReport.Change {
    let column = replay.qualityColumn
    let sum = column.values.reduce(Int128(0)) { $0 + Int128($1) }
    let mean = Double(sum) / column.unit / Double(replay.golden.totalWeight)
    var change = HistoryReport.Change(
      flips: replay.flips.count, quality: sum == 0 ? 0 : Rounding.significant(mean),
      isExact: sameRecording)
    if !sameRecording {
      let parts = Attribution(replay, scope(of: replay)).figures
      change.routes = parts.routing
      change.answers = parts.model
    }
    return change
  }

  /// The standard error of the change as one of a population of queries; nil where undefined.
  func populationError(of replay: PairedReplay) -> Double? {
    populationError(of: replay.qualityColumn, replay)
  }

  /// Returns the part of a change that comes of other answers, with its standard error as one of a
  /// population of queries.
  ///
  /// - Returns: Nil where a chosen model is not on both recordings; the error is nil where undefined.
  func answers(of replay: PairedReplay) -> (change: Double, populationError: Double?)? {
    guard let column = replay.answersColumn else { return nil }
    let sum = column.values.reduce(Int128(0)) { $0 + Int128($1) }
    let mean = Double(sum) / column.unit / Double(replay.golden.totalWeight)
    return (sum == 0 ? 0 : Rounding.significant(mean), populationError(of: column, replay))
  }

  private func populationError(of column: PairedColumn, _ replay: PairedReplay) -> Double? {
    let change = ChangeEstimator.change(of: column, in: scope(of: replay))
    return change?.standardError.flatMap { $0 > 0 ? $0 : nil }
  }

  private func scope(of replay: PairedReplay) -> ChangeScope {
    ChangeScope(.all(of: replay.golden), 0, weights: replay.golden.weights)
  }
}
