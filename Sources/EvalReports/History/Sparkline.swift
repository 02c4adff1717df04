/// A row of figures as a row of bars.
enum Sparkline {
  private static let bars = Array("▁▂▃▄▅▆▇█")
  /// Stands where there is no figure.
  private static let gap: Character = "·"

  /// Returns one bar for each figure, the lowest and the highest of them at the ends of the scale.
  ///
  /// Figures that are all equal stand in the middle: a flat line is no cliff.
  static func text(_ values: [Double?]) -> String {
    let known = values.compactMap { $0 }
    guard let low = known.min(), let high = known.max() else {
      return String(values.map { _ in gap })
    }
    return String(values.map { $0.map { bar($0, low, high) } ?? gap })
  }

  private static func bar(_ value: Double, _ low: Double, _ high: Double) -> Character {
    guard high > low else { return bars[3] }
    let place = (value - low) / (high - low) * Double(bars.count - 1)
    return bars[min(bars.count - 1, Int(place.rounded()))]
  }
}
