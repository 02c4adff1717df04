/// Memory for a block of a file with the padding that the parser needs behind it.
///
/// A buffer belongs to one thread at a time: the pool hands each to a single borrower.
final class ReadBuffer: @unchecked Sendable {
  private(set) var bytes = UnsafeMutableRawBufferPointer(start: nil, count: 0)

  deinit {
    bytes.deallocate()
  }

  /// Makes room for at least `count` bytes; what was in the buffer is lost.
  func reserve(_ count: Int) {
    guard bytes.count < count else { return }
    bytes.deallocate()
    bytes = .allocate(byteCount: count, alignment: 64)
  }
}
