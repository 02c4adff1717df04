/// The inputs of the case `calibration` of the known answers.
enum CalibrationCase {
  static let scores = [
    0.05, 0.1, 0.15, 0.2, 0.3, 0.35, 0.45, 0.5, 0.55, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95,
    1.0, 0.0, 0.4, 0.65,
  ]
  static let labels: [Double] = [
    0, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1, 0, 0, 1,
  ]
}

extension SeededSample {
  /// Scores on a grid with many ties, and labels of 0, ½ and 1.
  mutating func scoredLabels(_ count: Int) -> (scores: [Double], labels: [Double]) {
    (integers(count, 0...20).map { $0 / 20 }, integers(count, 0...2).map { $0 / 2 })
  }

  /// The indices below a count in a random order.
  mutating func shuffled(_ count: Int) -> [Int] {
    (0..<count).map { ($0, unit()) }.sorted { $0.1 < $1.1 }.map(\.0)
  }
}
