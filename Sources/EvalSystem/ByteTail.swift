/// The last bytes of a stream, however long it is.
package struct ByteTail: Sendable {
  private let limit: Int
  private var bytes: [UInt8] = []

  /// How many bytes there were in all.
  package private(set) var count = 0

  package init(limit: Int) {
    self.limit = limit
  }

  /// Adds what the stream brought.
  package mutating func append(_ more: UnsafeRawBufferPointer) {
    count += more.count
    bytes.append(contentsOf: more.suffix(limit))
    // In large steps: cutting costs as much as what is kept.
    if bytes.count > 4 * limit { bytes.removeFirst(bytes.count - limit) }
  }

  /// The last whole lines; the last part of one where it is longer than what is kept.
  package var lines: [String] {
    var tail = bytes.suffix(limit)
    if tail.count < count, let end = tail.firstIndex(of: UInt8(ascii: "\n")),
      end + 1 < tail.endIndex
    {
      tail = tail[(end + 1)...]
    }
    return tail.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }
}
