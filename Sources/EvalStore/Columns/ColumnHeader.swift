/// The first bytes of every stored column: what it holds, how wide, and a checksum of it all.
///
/// Little-endian: version, kind, width and a zero, one byte each; four zeros; then 64 bits each of
/// count, base, step and checksum.
struct ColumnHeader: Equatable {
  /// What a column holds.
  enum Kind: UInt8 {
    /// Whole numbers at one width.
    case integers = 1
    /// IEEE 754 doubles.
    case doubles = 2
    /// Lengths, then UTF-8 bytes.
    case texts = 3
  }

  /// The version of the layout.
  static let version: UInt8 = 1
  /// The header's size in bytes.
  static let size = 40

  /// What the column holds.
  var kind: Kind
  /// Bytes of each value: 0 where all are equal, 1, 2, 4 or 8.
  var width: Int
  /// The number of values.
  var count: Int
  /// The smallest value.
  var base: Int64
  /// What every value's distance from the smallest is a multiple of.
  var step: UInt64

  /// Writes the header over the first bytes of a column whose payload is already in place.
  func write(to column: UnsafeMutableRawBufferPointer) {
    let words: [UInt64] = [
      tag, UInt64(count), UInt64(bitPattern: base), step,
    ]
    for (index, word) in words.enumerated() {
      column.storeBytes(of: word.littleEndian, toByteOffset: index * 8, as: UInt64.self)
    }
    let checksum = Self.checksum(of: UnsafeRawBufferPointer(column))
    column.storeBytes(of: checksum.littleEndian, toByteOffset: 32, as: UInt64.self)
  }

  /// Reads the header of a column, and checks the column against it.
  ///
  /// - Parameters:
  ///   - column: The stored bytes.
  ///   - kind: What the column must hold.
  /// - Throws: `ColumnDamage` where a byte of the column is not what was written.
  init(of column: UnsafeRawBufferPointer, expecting kind: Kind) throws(ColumnDamage) {
    guard column.count >= Self.size else { throw ColumnDamage("it is cut short") }
    func word(_ index: Int) -> UInt64 {
      UInt64(littleEndian: column.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
    }
    guard word(4) == Self.checksum(of: column) else {
      throw ColumnDamage("its checksum does not match")
    }
    guard word(0) & 0xFF == UInt64(Self.version) else {
      throw ColumnDamage("it is written in layout \(word(0) & 0xFF)")
    }
    let width = Int(word(0) >> 16 & 0xFF)
    guard let count = Int(exactly: word(1)), [0, 1, 2, 4, 8].contains(width) else {
      throw ColumnDamage("its header contradicts itself")
    }
    self.init(
      kind: kind, width: width, count: count, base: Int64(bitPattern: word(2)), step: word(3))
    guard tag == word(0) else { throw ColumnDamage("it is of another kind") }
  }

  /// Makes a header; its checksum is computed when it is written.
  init(kind: Kind, width: Int, count: Int, base: Int64, step: UInt64) {
    self.kind = kind
    self.width = width
    self.count = count
    self.base = base
    self.step = step
  }

  /// Version, kind and width in one word; its five upper bytes are zero.
  private var tag: UInt64 {
    UInt64(Self.version) | UInt64(kind.rawValue) << 8 | UInt64(width) << 16
  }

  /// Hashes everything but the checksum itself.
  private static func checksum(of column: UnsafeRawBufferPointer) -> UInt64 {
    let seed = XXHash64.hash(UnsafeRawBufferPointer(rebasing: column[..<32]))
    return XXHash64.hash(UnsafeRawBufferPointer(rebasing: column[size...]), seed: seed)
  }
}

/// Why a stored column cannot be trusted.
struct ColumnDamage: Error, Equatable, Sendable {
  /// A clause that goes after "the column is damaged:".
  var reason: String

  /// Gives a reason.
  init(_ reason: String) {
    self.reason = reason
  }
}
