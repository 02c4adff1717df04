import EvalCore

/// Goldens of two models made of chance.
enum SimulatedGolden {
  /// Returns a golden on a scale from 0 to 1.
  ///
  /// - Parameters:
  ///   - weak: The weak model's qualities in millionths.
  ///   - strong: The strong model's.
  ///   - labels: The queries' labels.
  ///   - clusterSize: How many queries stand together.
  ///   - sha256: The hash that tells one recording from another.
  /// - Returns: The golden, each query of weight 1.
  static func make(
    weak: [Int64], strong: [Int64], labels: [LabelColumn] = [], clusterSize: Int = 1,
    sha256: String = "simulated"
  ) -> Golden {
    let traces = weak.count
    let digits = String(traces).count
    let ids = (0..<traces).map { index in
      String(repeating: "0", count: digits - String(index).count) + String(index)
    }
    return Golden(
      name: "simulated", scale: QualityScale(min: 0, max: 1), models: ["weak", "strong"],
      prices: [nil, nil], ids: TextColumn(ids),
      clusters: (0..<traces).map { Int32($0 / clusterSize) },
      clusterCount: (traces + clusterSize - 1) / clusterSize, weights: nil, labels: labels,
      outcomes: [OutcomeColumns(quality: weak), OutcomeColumns(quality: strong)], signals: [],
      messages: nil, sha256: sha256)
  }
}
