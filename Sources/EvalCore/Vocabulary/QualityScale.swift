/// The scale that a golden's qualities are on.
package struct QualityScale: Equatable, Sendable, Codable {
  /// The lowest quality an answer can have.
  package var min: Double
  /// The highest quality an answer can have.
  package var max: Double
  /// How many integer units one raw point has: a million, times the recordings of each query.
  package var unitsPerPoint: Int64

  /// The units of one point where every query was recorded once.
  package static let unitsOfOneRecording: Int64 = 1_000_000

  package init(
    min: Double, max: Double, unitsPerPoint: Int64 = QualityScale.unitsOfOneRecording
  ) {
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

  /// Returns a quality normalised to 0…1 from units.
  package func normalized(_ units: Double) -> Double {
    (units - Double(minUnits)) / Double(widthUnits)
  }

  /// Returns the least unit in which qualities of this scale and of another unit are whole.
  ///
  /// The finer of the two where that would be too large to sum in: the other is then cut to it.
  package func commonUnits(with other: Int64) -> Int64 {
    var (a, b) = (unitsPerPoint, other)
    while b != 0 { (a, b) = (b, a % b) }
    let common = unitsPerPoint / Swift.max(a, 1) * other
    return Double(common) * width < 1e12 ? common : Swift.max(unitsPerPoint, other)
  }

  /// Returns qualities in other units, cut where they are not whole there.
  static func convert(_ qualities: [Int64], from own: Int64, to other: Int64) -> [Int64] {
    own == other
      ? qualities : qualities.map { Int64(Int128($0) * Int128(other) / Int128(own)) }
  }

  /// Returns a raw quality from units.
  package func raw(_ units: Double) -> Double { units / Double(unitsPerPoint) }
}
