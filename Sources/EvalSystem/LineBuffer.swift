#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Cuts a stream of bytes into lines, in a fixed amount of memory.
///
/// Readable bytes follow each line, as many as a JSON parser wants behind its text.
package struct LineBuffer: ~Copyable {
  private let base: UnsafeMutablePointer<UInt8>
  /// How long a line may be.
  private let limit: Int
  /// Where the next line begins.
  private var start = 0
  /// Up to where there is no line break after `start`.
  private var scanned = 0
  private var filled = 0

  /// Makes a buffer for lines of at most so many bytes.
  package init(limit: Int) {
    self.limit = limit
    let capacity = limit + 1 + JSONLookup.padding
    base = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    // Parsers look at what stands behind a line.
    base.initialize(repeating: 0, count: capacity)
  }

  deinit {
    base.deallocate()
  }

  /// Whether the line that has begun is longer than lines may be.
  package var isOverlong: Bool { filled - start > limit }

  /// Reads more bytes; lines handed out before are no longer valid.
  ///
  /// - Parameter read: Fills a part of the buffer, and returns how much of it.
  /// - Returns: What `read` returned.
  package mutating func fill(
    _ read: (UnsafeMutableRawBufferPointer) -> ChildProcess.Transfer
  ) -> ChildProcess.Transfer {
    if start > 0 {
      memmove(base, base + start, filled - start)
      filled -= start
      scanned -= start
      start = 0
    }
    let space = UnsafeMutableRawBufferPointer(start: base + filled, count: limit + 1 - filled)
    let transfer = read(space)
    if case .bytes(let count) = transfer { filled += count }
    return transfer
  }

  /// Returns the next whole line, without its end; nil where there is none yet.
  package mutating func nextLine() -> UnsafeBufferPointer<UInt8>? {
    guard let end = memchr(base + scanned, Int32(UInt8(ascii: "\n")), filled - scanned) else {
      scanned = filled
      return nil
    }
    let length = UnsafeRawPointer(end) - UnsafeRawPointer(base + start)
    let line = UnsafeBufferPointer(start: UnsafePointer(base + start), count: length)
    start += length + 1
    scanned = start
    return line
  }

  /// Returns what follows the last line break, a line that was not ended; nil where nothing does.
  package mutating func lastLine() -> UnsafeBufferPointer<UInt8>? {
    guard filled > start else { return nil }
    let line = UnsafeBufferPointer(start: UnsafePointer(base + start), count: filled - start)
    start = filled
    scanned = filled
    return line
  }
}
