import EvalCore

/// Numbers distinct texts in the order in which they first appear.
struct ByteInterner {
  /// The distinct texts.
  private(set) var texts = TextColumn()
  /// Open addressing: the text's number plus one, 0 for an empty place.
  private var places = [Int32](repeating: 0, count: 64)
  private var hashes: [UInt64] = []

  /// The texts' UTF-8 bytes, in their order.
  var allBytes: [[UInt8]] {
    (0..<texts.count).map { Array(texts.bytes[texts.range(of: $0)]) }
  }

  /// The number of distinct texts.
  var count: Int { texts.count }

  /// Returns the text's number, new or known.
  mutating func number(of text: UnsafeBufferPointer<UInt8>) -> Int32 {
    let hash = Self.hash(text)
    var place = Int(truncatingIfNeeded: hash) & (places.count - 1)
    while places[place] != 0 {
      let candidate = Int(places[place] - 1)
      if hashes[candidate] == hash, isEqual(candidate, text) { return Int32(candidate) }
      place = (place + 1) & (places.count - 1)
    }
    texts.append(utf8: text)
    hashes.append(hash)
    places[place] = Int32(texts.count)
    if texts.count * 2 > places.count { grow() }
    return Int32(texts.count - 1)
  }

  private func isEqual(_ candidate: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = texts.range(of: candidate)
    guard range.count == text.count else { return false }
    return texts.bytes.withUnsafeBufferPointer { bytes in
      for offset in 0..<text.count where bytes[range.lowerBound + offset] != text[offset] {
        return false
      }
      return true
    }
  }

  private mutating func grow() {
    places = [Int32](repeating: 0, count: places.count * 2)
    for (number, hash) in hashes.enumerated() {
      var place = Int(truncatingIfNeeded: hash) & (places.count - 1)
      while places[place] != 0 { place = (place + 1) & (places.count - 1) }
      places[place] = Int32(number + 1)
    }
  }

  /// FNV-1a over eight bytes at a time, with a final mix; for look-up only, never kept.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(text.count)
    let raw = UnsafeRawBufferPointer(text)
    var offset = 0
    while offset + 8 <= raw.count {
      hash =
        (hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        &* 0x0000_0100_0000_01B3
      hash ^= hash >> 29
      offset += 8
    }
    while offset < raw.count {
      hash = (hash ^ UInt64(raw[offset])) &* 0x0000_0100_0000_01B3
      offset += 1
    }
    hash ^= hash >> 32
    hash = hash &* 0x9E37_79B9_7F4A_7C15
    return hash ^ (hash >> 29)
  }
}
