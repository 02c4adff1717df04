/// Maps random words to indices.
package enum RandomIndex {
  /// Returns the high half of `word` times `n`, an index below `n`.
  ///
  /// Lemire (2019), without the rejection step: an index is at most n/2³² more
  /// likely than it should be, and each takes exactly one word.
  ///
  /// - Precondition: `n` is above zero.
  package static func multiplyShift(_ word: UInt32, below n: UInt32) -> UInt32 {
    precondition(n > 0, "no index lies below zero")
    return word.multipliedFullWidth(by: n).high
  }
}
