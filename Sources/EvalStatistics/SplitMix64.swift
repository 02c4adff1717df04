/// A small sequential generator of 64-bit words, for seeded samples.
///
/// Steele, Lea & Flood (2014), "Fast splittable pseudorandom number
/// generators". Where draws must not depend on order, use ``Philox4x32``.
package struct SplitMix64: RandomNumberGenerator, Sendable, Equatable {
  private var state: UInt64

  /// Creates a generator that starts after the given seed; any seed will do.
  package init(seed: UInt64) {
    state = seed
  }

  /// Returns the next word of the sequence.
  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }
}
