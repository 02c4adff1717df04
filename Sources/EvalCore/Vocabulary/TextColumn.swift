/// A column of texts kept as one run of UTF-8 bytes.
package struct TextColumn: Equatable, Sendable {
  /// The texts' bytes, one after the other.
  package private(set) var bytes: [UInt8] = []
  /// Where each text ends in `bytes`.
  package private(set) var ends: [Int] = []

  package init() {}

  /// Makes a column of texts.
  package init(_ texts: some Sequence<String>) {
    for text in texts { append(text) }
  }

  /// The number of texts.
  package var count: Int { ends.count }

  /// Where a text's bytes stand.
  package func range(of index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  /// Returns a text.
  package subscript(index: Int) -> String {
    String(decoding: bytes[range(of: index)], as: UTF8.self)
  }

  /// Appends the bytes of a text.
  package mutating func append(utf8 text: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
  }

  /// Appends a text.
  package mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    ends.append(bytes.count)
  }

  /// Appends all texts of another column.
  package mutating func append(contentsOf other: TextColumn) {
    let offset = bytes.count
    bytes.append(contentsOf: other.bytes)
    ends.append(contentsOf: other.ends.lazy.map { $0 + offset })
  }

  /// Makes room for further texts.
  package mutating func reserve(texts: Int, bytes count: Int) {
    bytes.reserveCapacity(bytes.count + count)
    ends.reserveCapacity(ends.count + texts)
  }

  /// Tells whether one text stands before another in byte order.
  package func isOrdered(_ left: Int, before right: Int) -> Bool {
    compare(left, right) < 0
  }

  /// Returns a negative number, zero or a positive one, as the bytes of two texts compare.
  package func compare(_ left: Int, _ right: Int) -> Int {
    let a = range(of: left)
    let b = range(of: right)
    return bytes.withUnsafeBufferPointer { buffer in
      let shared = min(a.count, b.count)
      for offset in 0..<shared {
        let difference =
          Int(buffer[a.lowerBound + offset]) - Int(buffer[b.lowerBound + offset])
        if difference != 0 { return difference }
      }
      return a.count - b.count
    }
  }

  /// Returns the column with its texts in another order.
  package func permuted(by order: [Int32]) -> TextColumn {
    var column = TextColumn()
    column.reserve(texts: count, bytes: bytes.count)
    for index in order {
      column.bytes.append(contentsOf: bytes[range(of: Int(index))])
      column.ends.append(column.bytes.count)
    }
    return column
  }

  /// Returns the index of a text in a column sorted by bytes, by binary search.
  package func index(ofSorted text: String) -> Int? {
    var text = text
    return text.withUTF8 { index(ofSorted: $0) }
  }

  /// Returns the index of a text's bytes in a column sorted by bytes, by binary search.
  package func index(ofSorted text: UnsafeBufferPointer<UInt8>) -> Int? {
    bytes.withUnsafeBufferPointer { buffer in
      var low = 0
      var high = count
      while low < high {
        let middle = (low + high) / 2
        let candidate = UnsafeBufferPointer(rebasing: buffer[range(of: middle)])
        if candidate.lexicographicallyPrecedes(text) {
          low = middle + 1
        } else {
          high = middle
        }
      }
      guard low < count, buffer[range(of: low)].elementsEqual(text) else { return nil }
      return low
    }
  }

  /// Tells whether a text has these bytes.
  package func text(_ index: Int, equals text: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = range(of: index)
    guard range.count == text.count else { return false }
    return bytes.withUnsafeBufferPointer { $0[range].elementsEqual(text) }
  }
}
