/// The scale that a golden's qualities are on.
package struct QualityScale: Equatable, Sendable, Codable {
  /// The lowest quality an answer can have.
  package var min: Double
  /// The highest quality an answer can have.
  package var max: Double
  /// How many integer units one raw point has: a million, times the recordings of each query.
  package var unitsPerPoint: Int64

  package init(min: Double, max: Double, unitsPerPoint: Int64 = 1_000_000) {
    self.min = min
    self.max = max
    self.unitsPerPoint = unitsPerPoint
  }

  /// The scale's width in raw points, positive.
  package var width: Double { max - min }

  /// The scale's lower end in units.
  package var minUnits: Int128 { Int128((min * Double(unitsPerPoint)).rounded()) }

  /// The scale's width in units.
  package var widthUnits: Int128 { Int128((width * Double(unitsPerPoint)).rounded()) }

  /// Returns a raw quality from units.
  package func raw(_ units: Double) -> Double { units / Double(unitsPerPoint) }
}
