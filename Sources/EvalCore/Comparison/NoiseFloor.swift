import EvalStatistics

/// How much a mean quality moves when the same decisions are recorded anew.
///
/// Known where the present golden has every choice recorded more than once: the variance of a
/// recording is taken from its repetitions, the same on both sides, for a baseline keeps means only.
enum NoiseFloor {
  /// Returns the standard error that recording alone gives a change; nil for one recording, and
  /// where a choice was recorded once.
  ///
  /// SE² = Σw²(σ²/K + σ²/K) / W², `statistics.md` 2.12, normalised to the width of the scale.
  static func standardError(of pair: PairedReplay, in scope: ChangeScope) -> Double? {
    guard !pair.sameRecording else { return nil }
    var (now, before): ([Double], [Double]) = ([], [])
    var weights: [Int64] = []
    for member in scope.members {
      let trace = Int(member)
      guard let after = variance(pair.now.name(trace), trace, pair.golden),
        let earlier = variance(pair.before.name(trace), trace, pair.golden)
      else { return nil }
      now.append(after)
      before.append(earlier)
      weights.append(pair.weight(trace))
    }
    let width = pair.golden.scale.width
    return VarianceComponents.noiseFloor(reference: before, current: now, weights: weights)
      .map { $0 / width }
  }

  /// The variance of a trace's mean over its recordings, in raw points squared.
  private static func variance(_ model: String, _ trace: Int, _ golden: Golden) -> Double? {
    guard let index = golden.models.firstIndex(of: model),
      let count = golden.outcomes[index].recordings?[trace], count > 1,
      let spread = golden.outcomes[index].recordingSpread?[trace]
    else { return nil }
    return spread / Double(count - 1) / Double(count)
  }
}
