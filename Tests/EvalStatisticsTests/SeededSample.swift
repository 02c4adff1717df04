import EvalStatistics

/// A source of arguments for property tests, the same in every run.
struct SeededSample {
  private var generator: SplitMix64

  init(seed: UInt64) {
    generator = SplitMix64(seed: seed)
  }

  /// A number inside (0, 1).
  mutating func unit() -> Double {
    (Double(generator.next() >> 12) + 0.5) * 0x1p-52
  }

  /// A number inside a range.
  mutating func uniform(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * unit()
  }

  /// A number whose decimal logarithm is uniform inside a range.
  mutating func logUniform(_ low: Double, _ high: Double) -> Double {
    Elementary.exp(uniform(low, high) * 2.302585092994046)
  }

  /// A whole number in a closed range.
  mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(generator.next() % UInt64(range.count))
  }

  /// Whole numbers in a closed range.
  mutating func integers(_ count: Int, _ range: ClosedRange<Int>) -> [Double] {
    (0..<count).map { _ in Double(integer(range)) }
  }

  /// Numbers with mean zero and variance near one.
  mutating func normals(_ count: Int) -> [Double] {
    (0..<count).map { _ in Normal.quantile(unit()) }
  }
}
