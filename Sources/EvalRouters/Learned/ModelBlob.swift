import EvalLearning
import Foundation

/// Numbers one after the other, little-endian, each column behind its length.
struct BlobWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write<Word: FixedWidthInteger>(_ words: [Word]) {
    append(UInt64(words.count))
    for word in words { append(word) }
  }

  mutating func write(_ doubles: [Double]) { write(doubles.map(\.bitPattern)) }

  mutating func write(_ columns: [[Double]]) {
    append(UInt64(columns.count))
    for column in columns { write(column) }
  }

  mutating func write(_ rows: SparseRows) {
    append(UInt64(rows.columnCount))
    write(rows.ends.map(Int64.init))
    write(rows.columns)
    write(rows.values)
  }

  private mutating func append<Word: FixedWidthInteger>(_ word: Word) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }
}

/// Reads what `BlobWriter` wrote; nil where the bytes end too early.
struct BlobReader {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Whether nothing is left.
  var isAtEnd: Bool { place == bytes.count }

  mutating func words<Word: FixedWidthInteger>(_ type: Word.Type) -> [Word]? {
    let size = MemoryLayout<Word>.size
    guard let count = count(size) else { return nil }
    let words = (0..<count).map { index in
      bytes.withUnsafeBytes {
        Word(littleEndian: $0.loadUnaligned(fromByteOffset: place + index * size, as: Word.self))
      }
    }
    place += count * size
    return words
  }

  mutating func doubles() -> [Double]? {
    words(UInt64.self)?.map { Double(bitPattern: $0) }
  }

  mutating func columns() -> [[Double]]? {
    // A column has at least its length.
    guard let count = count(8, isLength: false) else { return nil }
    var columns: [[Double]] = []
    for _ in 0..<count {
      guard let column = doubles() else { return nil }
      columns.append(column)
    }
    return columns
  }

  mutating func rows() -> SparseRows? {
    guard let width = number(), let ends = words(Int64.self), let columns = words(Int32.self),
      let values = doubles(), width <= Int32.max
    else { return nil }
    return SparseRows(
      columnCount: Int(width), ends: ends.map { Int($0) }, columns: columns, values: values)
  }

  private mutating func number() -> UInt64? {
    guard bytes.count - place >= 8 else { return nil }
    let number = bytes.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }
    place += 8
    return number
  }

  /// A count of things of so many bytes, which must be there.
  private mutating func count(_ size: Int, isLength: Bool = true) -> Int? {
    guard let number = number(), number <= UInt64((bytes.count - place) / size) else { return nil }
    return Int(number)
  }
}
