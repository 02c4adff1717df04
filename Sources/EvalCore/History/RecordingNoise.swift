import EvalStatistics

/// How much repeated recordings of the same traces differ by, model by model and trace by trace.
///
/// Recordings are added one at a time and not kept: West (1979), "Updating mean and variance
/// estimates", each recording weighted by how often it asked every query.
struct RecordingNoise {
  /// One model's weights, means and weighted squares about the mean.
  private struct Column {
    var recordings = 0
    var weight = 0.0
    var means: [Double]
    var squares: [Double]

    init(count: Int) {
      means = [Double](repeating: 0, count: count)
      squares = means
    }
  }

  private var columns: [String: Column] = [:]

  /// How often a recording asked every query.
  static func repetitions(of side: DiffSide) -> Double {
    max(1, Double(side.golden.scale.unitsPerPoint) / 1e6)
  }

  /// Adds a recording of the same traces; O(n) for each model.
  mutating func add(_ side: DiffSide) {
    let weight = Self.repetitions(of: side)
    let unit = Double(side.golden.scale.widthUnits)
    for (model, name) in side.pool.names.enumerated() {
      let qualities = side.pool.quality[model]
      var column = columns.removeValue(forKey: name) ?? Column(count: qualities.count)
      column.recordings += 1
      column.weight += weight
      for trace in qualities.indices {
        let value = Double(qualities[trace]) / unit
        let distance = value - column.means[trace]
        column.means[trace] += distance * (weight / column.weight)
        column.squares[trace] += weight * distance * (value - column.means[trace])
      }
      columns[name] = column
    }
  }

  /// Returns the standard error of a change that comes of recording alone, normalised to 0…1.
  ///
  /// √(Σ w²(σ²₀/K₀ + σ²₁/K₁))/Σ w, each query's variance that of the model it went to.
  ///
  /// - Parameters:
  ///   - replay: A router on two recordings.
  ///   - repetitions: How often each of them asked every query.
  /// - Returns: Nil where a model was recorded once only, or all recordings agree.
  func floor(of replay: PairedReplay, repetitions: (before: Double, now: Double)) -> Double? {
    guard let before = variances(of: replay.before, repetitions.before),
      let now = variances(of: replay.now, repetitions.now)
    else { return nil }
    let floor = VarianceComponents.noiseFloor(
      reference: before, current: now, weights: replay.golden.weights)
    return floor.flatMap { $0 > 0 ? $0 : nil }
  }

  /// Returns the standard error that recording alone gives the answers' part of a change, normalised
  /// to 0…1.
  ///
  /// That part is the mean over the routes before and now: where they differ, two models' recordings
  /// count by half each, and the variance is (σ²ₐ + σ²ᵦ)/4 for one of either.
  ///
  /// - Parameters:
  ///   - replay: A router on two recordings.
  ///   - repetitions: How often each of them asked every query.
  /// - Returns: Nil where a model was recorded once only, or all recordings agree.
  func answersFloor(
    of replay: PairedReplay, repetitions: (before: Double, now: Double)
  ) -> Double? {
    guard var single = variances(of: replay.before, 1),
      let others = variances(of: replay.now, 1)
    else { return nil }
    for flip in replay.flips {
      let trace = Int(flip)
      single[trace] = (single[trace] + others[trace]) / 4
    }
    let floor = VarianceComponents.noiseFloor(
      reference: single.map { $0 / repetitions.before },
      current: single.map { $0 / repetitions.now }, weights: replay.golden.weights)
    return floor.flatMap { $0 > 0 ? $0 : nil }
  }

  /// For each trace the variance of what its model's recording says.
  private func variances(of replay: Replay, _ repetitions: Double) -> [Double]? {
    let models = replay.pool.names.map { name in
      columns[name].flatMap { $0.recordings > 1 ? $0 : nil }
    }
    var variances: [Double] = []
    variances.reserveCapacity(replay.decisions.models.count)
    for (trace, model) in replay.decisions.models.enumerated() {
      guard let column = models[Int(model)] else { return nil }
      variances.append(max(0, column.squares[trace]) / Double(column.recordings - 1) / repetitions)
    }
    return variances
  }
}
