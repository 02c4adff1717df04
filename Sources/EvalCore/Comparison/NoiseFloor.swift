import EvalStatistics

/// How much a mean quality moves when the same decisions are recorded anew.
///
/// Known where the present golden has recordings repeated: the variance of a recording is that of
/// the trace's own repetitions, else the mean over the model's traces that have some. A baseline
/// keeps means only, so its variance is taken to be the same, and its repetitions too, unless its
/// unit says that it had none.
struct NoiseFloor: Sendable {
  /// How many of a model's traces must be repeated to speak for the others.
  private static let fewest = 10

  private let pair: PairedReplay
  private let noise: [Noise]

  /// Pools the models' repetitions, O(n); nil on one recording.
  init?(_ pair: PairedReplay) {
    guard !pair.sameRecording else { return nil }
    self.pair = pair
    noise = pair.golden.models.indices.map { Noise(pair.golden.outcomes[$0]) }
  }

  /// Returns the standard error that recording alone gives a change, O(n) in the traces; nil where
  /// nothing tells how noisy a choice is.
  ///
  /// SE² = Σw²(σ²/K₀ + σ²/K₁) / W², `statistics.md` 2.12, normalised to the width of the scale.
  func standardError(in scope: ChangeScope) -> Double? {
    func variance(_ model: String, _ trace: Int, isSingle: Bool) -> Double? {
      guard let index = pair.golden.models.firstIndex(of: model) else { return nil }
      return noise[index].variance(trace).map { $0 / (isSingle ? 1 : noise[index].count(trace)) }
    }
    var (now, before): ([Double], [Double]) = ([], [])
    var weights: [Int64] = []
    for member in scope.members {
      let trace = Int(member)
      guard let after = variance(pair.now.name(trace), trace, isSingle: false),
        let earlier = variance(
          pair.before.name(trace), trace, isSingle: pair.beforeIsRecordedOnce)
      else { return nil }
      now.append(after)
      before.append(earlier)
      weights.append(pair.weight(trace))
    }
    let width = pair.golden.scale.width
    return VarianceComponents.noiseFloor(reference: before, current: now, weights: weights)
      .map { $0 / width }
  }

  /// What one model's repetitions tell.
  private struct Noise: Sendable {
    private let outcomes: OutcomeColumns
    /// The mean variance of a recording over the traces that were repeated; nil for too few.
    private let pooled: Double?

    init(_ outcomes: OutcomeColumns) {
      self.outcomes = outcomes
      var (sum, degrees, traces) = (0.0, 0, 0)
      for (trace, count) in (outcomes.recordings ?? []).enumerated() where count > 1 {
        sum += outcomes.recordingSpread?[trace] ?? 0
        degrees += Int(count) - 1
        traces += 1
      }
      pooled = traces >= NoiseFloor.fewest ? sum / Double(degrees) : nil
    }

    /// How often a trace was recorded.
    func count(_ trace: Int) -> Double { Double(outcomes.recordings?[trace] ?? 1) }

    /// The variance of one recording of a trace, in raw points squared.
    func variance(_ trace: Int) -> Double? {
      let count = count(trace)
      guard count > 1, let spread = outcomes.recordingSpread?[trace] else { return pooled }
      return spread / (count - 1)
    }
  }
}
