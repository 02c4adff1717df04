import EvalStatistics

/// The figures that RouteLLM's own evaluator prints: eleven points at the deciles of the scores.
///
/// Source: `routellm/evals/evaluate.py` and `benchmarks.py`, lm-sys/RouteLLM, Apache-2.0. Its
/// traps are kept: `numpy.interp` over accuracies that need not increase, and deciles that must
/// differ.
package enum RouteLLMCompat: Equatable, Sendable {
  case figures(Figures)
  case undefined(String)

  /// The printed figures.
  package struct Figures: Codable, Equatable, Sendable {
    /// The area under raw quality over the strong share.
    package var auc: Double
    /// The area under PGR, as a fraction.
    package var apgr: Double
    /// For 20, 50 and 80 % of the gap the strong share in percent.
    package var cpt: [String: Double]
  }

  /// Computes the figures of one router.
  ///
  /// - Parameters:
  ///   - traces: The router's traces; every trace counts once, as in that evaluator.
  ///   - golden: The golden, whose clusters' first traces give the deciles.
  package init(_ traces: RoutedTraces, golden: Golden) {
    var hasSeen = [Bool](repeating: false, count: golden.clusterCount)
    var scores: [Double] = []
    for trace in 0..<golden.count where !hasSeen[Int(golden.clusters[trace])] {
      hasSeen[Int(golden.clusters[trace])] = true
      scores.append(traces.ranking.scores[trace])
    }
    scores.sort()
    let deciles = (0...10).compactMap {
      Quantile.type7(sorted: scores, probability: Double($0) / 10)
    }
    guard deciles.count == 11, zip(deciles, deciles.dropFirst()).allSatisfy({ $0 < $1 }) else {
      self = .undefined("RouteLLM's evaluator crashes here: the deciles of the scores are tied")
      return
    }
    self = Self.figures(traces, deciles: deciles)
  }

  private static func figures(_ traces: RoutedTraces, deciles: [Double]) -> RouteLLMCompat {
    let points = deciles.enumerated().map { index, threshold in
      point(traces, threshold: threshold, isLast: index == deciles.count - 1)
    }
    .sorted { $0.percent < $1.percent }
    let weak = mean(traces, model: traces.pool.weak)
    let strong = mean(traces, model: traces.pool.strong)
    let shares = points.map { $0.percent / 100 }
    let qualities = points.map(\.quality)
    let area = trapezoid(shares, qualities)
    let weakArea = trapezoid(shares, shares.map { _ in weak })
    let strongArea = trapezoid(shares, shares.map { _ in strong })
    guard strongArea != weakArea else { return .undefined(Reason.noGap) }
    var cpt: [String: Double] = [:]
    for percent in [20, 50, 80] {
      let target = Double(percent) / 100 * (strong - weak) + weak
      cpt[String(percent)] = NumpyInterpolation.value(
        at: target, points: qualities, values: points.map(\.percent))
    }
    return .figures(
      Figures(auc: area, apgr: (area - weakArea) / (strongArea - weakArea), cpt: cpt))
  }

  /// The mean quality in percent for right or wrong answers, raw otherwise, as printed there.
  private static func printed(_ units: Int128, count: Int, scale: QualityScale) -> Double {
    let mean = ratio(units, Int128(count) * Int128(scale.unitsPerPoint))
    return scale.min == 0 && scale.max == 1 ? 100 * mean : mean
  }

  private static func point(
    _ traces: RoutedTraces, threshold: Double, isLast: Bool
  ) -> (percent: Double, quality: Double) {
    let pool = traces.pool
    var strongCalls = 0
    let scores = traces.ranking.scores
    let (weak, strong) = (pool.quality[pool.weak], pool.quality[pool.strong])
    var quality = WideSum()
    for trace in 0..<pool.count {
      let score = scores[trace]
      let isStrong = isLast ? score > threshold : score >= threshold
      strongCalls += isStrong ? 1 : 0
      quality.add(isStrong ? strong[trace] : weak[trace])
    }
    return (
      percent: Double(strongCalls) / Double(pool.count) * 100,
      quality: printed(quality.total, count: pool.count, scale: traces.scale)
    )
  }

  private static func mean(_ traces: RoutedTraces, model: Int) -> Double {
    let sum = traces.pool.quality[model].wideSum
    return printed(sum, count: traces.pool.count, scale: traces.scale)
  }

  private static func trapezoid(_ x: [Double], _ y: [Double]) -> Double {
    zip(x.indices, x.indices.dropFirst()).reduce(0) { area, pair in
      area + (x[pair.1] - x[pair.0]) * (y[pair.1] + y[pair.0]) / 2
    }
  }
}

extension RouteLLMCompat: Codable {
  private enum CodingKeys: String, CodingKey { case undefined }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let reason = try container.decodeIfPresent(String.self, forKey: .undefined) {
      self = .undefined(reason)
    } else {
      self = .figures(try Figures(from: decoder))
    }
  }

  /// Writes the figures, or `{"undefined": reason}`.
  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .figures(let figures):
      try Figures(
        auc: Rounding.significant(figures.auc), apgr: Rounding.significant(figures.apgr),
        cpt: figures.cpt.mapValues(Rounding.significant)
      ).encode(to: encoder)
    case .undefined(let reason):
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(reason, forKey: .undefined)
    }
  }
}
