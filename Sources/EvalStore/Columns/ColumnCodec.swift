import Foundation

import EvalCore

/// Turns columns into blobs and back, at the narrowest width that holds every value.
///
/// A blob is a `ColumnHeader` and a payload. Integers are stored as their distance from the
/// smallest, divided by the greatest step that divides all distances, in 0, 1, 2, 4 or 8 bytes
/// each; doubles as their 8 bytes; texts as their lengths, then their bytes.
enum ColumnCodec {
  /// Returns integers as a blob.
  ///
  /// Complexity: O(n); 1 to 10 ms for a million.
  static func encode(_ integers: [Int64]) -> Data {
    let packing = IntegerPacking(of: integers, minimumWidth: 0)
    var blob = Data(count: ColumnHeader.size + integers.count * packing.width)
    blob.withUnsafeMutableBytes { bytes in
      let payload = UnsafeMutableRawBufferPointer(rebasing: bytes[ColumnHeader.size...])
      packing.pack(integers, into: payload)
      packing.header(.integers, count: integers.count).write(to: bytes)
    }
    return blob
  }

  /// Returns narrower integers as a blob.
  static func encode(_ integers: [some FixedWidthInteger]) -> Data {
    encode(integers.map { Int64(truncatingIfNeeded: $0) })
  }

  /// Returns doubles as a blob, bit by bit: NaN and the sign of zero stay what they are.
  static func encode(_ doubles: [Double]) -> Data {
    var blob = Data(count: ColumnHeader.size + doubles.count * 8)
    blob.withUnsafeMutableBytes { bytes in
      let payload = UnsafeMutableRawBufferPointer(rebasing: bytes[ColumnHeader.size...])
      for (index, double) in doubles.enumerated() {
        payload.storeBytes(
          of: double.bitPattern.littleEndian, toByteOffset: index * 8, as: UInt64.self)
      }
      ColumnHeader(kind: .doubles, width: 8, count: doubles.count, base: 0, step: 0)
        .write(to: bytes)
    }
    return blob
  }

  /// Returns texts as a blob.
  static func encode(_ texts: TextColumn) -> Data {
    let lengths = (0..<texts.count).map { Int64(texts.range(of: $0).count) }
    // One byte at least: the blob's size then bounds the number of texts that it can claim.
    let packing = IntegerPacking(of: lengths, minimumWidth: 1)
    let lengthBytes = lengths.count * packing.width
    var blob = Data(count: ColumnHeader.size + lengthBytes + texts.bytes.count)
    blob.withUnsafeMutableBytes { bytes in
      let payload = UnsafeMutableRawBufferPointer(rebasing: bytes[ColumnHeader.size...])
      packing.pack(
        lengths, into: UnsafeMutableRawBufferPointer(rebasing: payload[..<lengthBytes]))
      texts.bytes.withUnsafeBytes { source in
        UnsafeMutableRawBufferPointer(rebasing: payload[lengthBytes...]).copyMemory(from: source)
      }
      packing.header(.texts, count: lengths.count).write(to: bytes)
    }
    return blob
  }

  /// Returns the integers of a blob.
  ///
  /// - Parameters:
  ///   - blob: The blob.
  ///   - count: How many values it must hold.
  /// - Returns: The values as they were encoded.
  /// - Throws: `ColumnDamage` where the blob is not what was written.
  static func integers(
    _ blob: Data, count: Int
  ) throws(ColumnDamage) -> [Int64] {
    try payload(of: blob, .integers) { header, payload throws(ColumnDamage) in
      try check(header, count: count)
      let (size, overflow) = count.multipliedReportingOverflow(by: header.width)
      guard !overflow, payload.count == size else { throw ColumnDamage("its length is wrong") }
      return IntegerPacking(header).unpack(payload, count: count)
    }
  }

  /// Returns the doubles of a blob.
  ///
  /// - Parameters:
  ///   - blob: The blob.
  ///   - count: How many values it must hold.
  /// - Returns: The values as they were encoded, bit by bit.
  /// - Throws: `ColumnDamage` where the blob is not what was written.
  static func doubles(_ blob: Data, count: Int) throws(ColumnDamage) -> [Double] {
    try payload(of: blob, .doubles) { header, payload throws(ColumnDamage) in
      try check(header, count: count)
      guard header.width == 8, payload.count % 8 == 0, payload.count / 8 == count else {
        throw ColumnDamage("its length is wrong")
      }
      return (0..<count).map { index in
        Double(
          bitPattern: UInt64(
            littleEndian: payload.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)))
      }
    }
  }

  /// Returns the texts of a blob.
  ///
  /// - Throws: `ColumnDamage` where the blob is not what was written.
  static func texts(_ blob: Data) throws(ColumnDamage) -> TextColumn {
    try payload(of: blob, .texts) { header, payload throws(ColumnDamage) in
      let (size, overflow) = header.count.multipliedReportingOverflow(by: header.width)
      guard header.width > 0, !overflow, size <= payload.count else {
        throw ColumnDamage("its length is wrong")
      }
      let lengths = IntegerPacking(header).unpack(
        UnsafeRawBufferPointer(rebasing: payload[..<size]), count: header.count)
      return try column(
        of: UnsafeRawBufferPointer(rebasing: payload[size...]), lengths: lengths)
    }
  }

  private static func column(
    of bytes: UnsafeRawBufferPointer, lengths: [Int64]
  ) throws(ColumnDamage) -> TextColumn {
    var column = TextColumn()
    column.reserve(texts: lengths.count, bytes: bytes.count)
    let source = bytes.bindMemory(to: UInt8.self)
    var offset = 0
    for length in lengths {
      guard length >= 0, length <= Int64(source.count - offset) else {
        throw ColumnDamage("its length is wrong")
      }
      let end = offset + Int(length)
      column.append(utf8: UnsafeBufferPointer(rebasing: source[offset..<end]))
      offset = end
    }
    guard offset == source.count else { throw ColumnDamage("its length is wrong") }
    return column
  }

  private static func check(_ header: ColumnHeader, count: Int) throws(ColumnDamage) {
    guard header.count == count else {
      throw ColumnDamage("it holds \(header.count) values for \(count) traces")
    }
  }

  private static func payload<Column>(
    of blob: Data, _ kind: ColumnHeader.Kind,
    _ body: (ColumnHeader, UnsafeRawBufferPointer) throws(ColumnDamage) -> Column
  ) throws(ColumnDamage) -> Column {
    let result = blob.withUnsafeBytes { bytes -> Result<Column, ColumnDamage> in
      do throws(ColumnDamage) {
        let header = try ColumnHeader(of: bytes, expecting: kind)
        return .success(
          try body(header, UnsafeRawBufferPointer(rebasing: bytes[ColumnHeader.size...])))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}
