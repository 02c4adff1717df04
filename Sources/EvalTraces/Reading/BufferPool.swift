import Synchronization

/// Lends read buffers, so that a file is read into the same few pages over and over.
final class BufferPool: Sendable {
  private let idle = Mutex<[ReadBuffer]>([])

  /// Returns a buffer that nobody else holds.
  func take() -> ReadBuffer {
    idle.withLock { $0.popLast() } ?? ReadBuffer()
  }

  /// Takes a buffer back.
  func give(_ buffer: ReadBuffer) {
    idle.withLock { $0.append(buffer) }
  }
}
