/// How a column's integers are made small: which base, step and width fit all of them.
struct IntegerPacking {
  /// The smallest value.
  let base: Int64
  /// What every value's distance from the smallest is a multiple of.
  let step: UInt64
  /// Bytes of each value: 0, 1, 2, 4 or 8.
  let width: Int

  /// Finds the packing of a column.
  ///
  /// - Parameters:
  ///   - values: The column.
  ///   - minimumWidth: The fewest bytes that each value takes, 0 or 1.
  init(of values: [Int64], minimumWidth: Int) {
    guard let smallest = values.min(), let largest = values.max() else {
      self.init(base: 0, step: 1, width: minimumWidth)
      return
    }
    let step = Self.step(of: values, above: smallest)
    let reach = UInt64(bitPattern: largest &- smallest) / step
    self.init(base: smallest, step: step, width: max(minimumWidth, Self.width(of: reach)))
  }

  /// Takes the packing from a column's header.
  init(_ header: ColumnHeader) {
    self.init(base: header.base, step: header.step, width: header.width)
  }

  private init(base: Int64, step: UInt64, width: Int) {
    self.base = base
    self.step = step
    self.width = width
  }

  /// Returns the header that says all this.
  func header(_ kind: ColumnHeader.Kind, count: Int) -> ColumnHeader {
    ColumnHeader(kind: kind, width: width, count: count, base: base, step: step)
  }

  /// Writes a column's values into a buffer of `width` bytes for each.
  func pack(_ values: [Int64], into payload: UnsafeMutableRawBufferPointer) {
    switch width {
    case 1: pack(values, as: UInt8.self, into: payload)
    case 2: pack(values, as: UInt16.self, into: payload)
    case 4: pack(values, as: UInt32.self, into: payload)
    case 8: pack(values, as: UInt64.self, into: payload)
    default: break
    }
  }

  /// Returns the values of a payload whose length has been checked.
  func unpack(_ payload: UnsafeRawBufferPointer, count: Int) -> [Int64] {
    switch width {
    case 1: unpack(payload, as: UInt8.self, count: count)
    case 2: unpack(payload, as: UInt16.self, count: count)
    case 4: unpack(payload, as: UInt32.self, count: count)
    case 8: unpack(payload, as: UInt64.self, count: count)
    default: [Int64](repeating: base, count: count)
    }
  }

  private func pack<Word: FixedWidthInteger & UnsignedInteger>(
    _ values: [Int64], as word: Word.Type, into payload: UnsafeMutableRawBufferPointer
  ) {
    // Dividing by a step of one is most of the work where most columns have none.
    if step == 1 {
      for (index, value) in values.enumerated() {
        let packed = Word(truncatingIfNeeded: value &- base)
        payload.storeBytes(
          of: packed.littleEndian, toByteOffset: index * MemoryLayout<Word>.size, as: Word.self)
      }
      return
    }
    for (index, value) in values.enumerated() {
      let packed = Word(truncatingIfNeeded: UInt64(bitPattern: value &- base) / step)
      payload.storeBytes(
        of: packed.littleEndian, toByteOffset: index * MemoryLayout<Word>.size, as: Word.self)
    }
  }

  private func unpack<Word: FixedWidthInteger & UnsignedInteger>(
    _ payload: UnsafeRawBufferPointer, as word: Word.Type, count: Int
  ) -> [Int64] {
    [Int64](unsafeUninitializedCapacity: count) { values, initialized in
      for index in 0..<count {
        let packed = Word(
          littleEndian: payload.loadUnaligned(
            fromByteOffset: index * MemoryLayout<Word>.size, as: Word.self))
        let distance = UInt64(truncatingIfNeeded: packed) &* step
        values.initializeElement(at: index, to: base &+ Int64(bitPattern: distance))
      }
      initialized = count
    }
  }

  /// Returns the greatest number that divides every value's distance from the smallest.
  private static func step(of values: [Int64], above smallest: Int64) -> UInt64 {
    var step: UInt64 = 0
    for value in values {
      let distance = UInt64(bitPattern: value &- smallest)
      if step > 0 && distance.isMultiple(of: step) { continue }
      step = greatestCommonDivisor(step, distance)
      if step == 1 { return 1 }
    }
    return max(step, 1)
  }

  private static func greatestCommonDivisor(_ left: UInt64, _ right: UInt64) -> UInt64 {
    var (left, right) = (left, right)
    while right > 0 { (left, right) = (right, left % right) }
    return left
  }

  private static func width(of reach: UInt64) -> Int {
    switch reach {
    case 0: 0
    case 1...0xFF: 1
    case 0x100...0xFFFF: 2
    case 0x1_0000...0xFFFF_FFFF: 4
    default: 8
    }
  }
}
