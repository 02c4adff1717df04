/// How far scores, read as probabilities that the strong model is the better one, lie from what
/// was recorded.
enum BrierLosses: Sendable {
  /// (score − label)² for each trace, in units of `unit`.
  case column([Int64])
  /// Why the scores cannot be read so.
  case undefined(String)

  /// How many units are 1.
  static let unit = 1e9

  /// Computes the losses.
  ///
  /// Complexity: O(n).
  init(_ decisions: Decisions, pool: ModelPool) {
    let scores = decisions.scores ?? []
    if let reason = Self.undefinedReason(decisions.scores) {
      self = .undefined(reason)
      return
    }
    let (weak, strong) = (pool.quality[pool.weak], pool.quality[pool.strong])
    self = .column(
      scores.indices.map { trace in
        let miss = scores[trace] - Self.label(gap: strong[trace] - weak[trace])
        return Int64((miss * miss * Self.unit).rounded())
      })
  }

  /// Computes the losses of a replay.
  init(_ replay: Replay) { self.init(replay.decisions, pool: replay.pool) }

  /// Why scores cannot be read as probabilities, nil where they can.
  static func undefinedReason(_ scores: [Double]?) -> String? {
    guard let scores else { return Reason.noScore }
    // NaN lies nowhere, so it is no probability either.
    return scores.allSatisfy { 0...1 ~= $0 } ? nil : Reason.noProbability
  }

  /// The losses; none where the scores cannot be read so.
  var column: [Int64] {
    if case .column(let losses) = self { return losses }
    return []
  }

  /// Why there are none, nil where there are.
  var undefinedReason: String? {
    if case .undefined(let reason) = self { return reason }
    return nil
  }

  /// Returns the label of a gap: 1 where the strong model is better, 0 where it is worse, ½ where
  /// neither is.
  @inline(__always)
  static func label(gap: Int64) -> Double { gap > 0 ? 1 : gap < 0 ? 0 : 0.5 }
}
