import EvalCore
import Foundation
import Testing

@testable import EvalStore

struct ColumnCodecTests {
  @Test(
    arguments: [
      ([], 0), ([7], 0), ([5, 5, 5], 0), ([0, 1, 1, 0], 1), ([-128, 127], 1), ([0, 256], 1),
      ([0, 1, 256], 2), ([0, 1, 70_000], 4), ([0, 1, 5_000_000_000], 8),
      ([500_000, 9_500_000, 5_000_000], 1), ([.min, .max], 1), ([.min, 0, .max], 8),
      ([.max, .max - 1], 1), ([.min, .min + 3], 1), ([3, -6, 300_001], 4),
    ] as [([Int64], Int)])
  func `integers come back from the narrowest width that holds them`(
    values: [Int64], width: Int
  ) throws {
    let blob = ColumnCodec.encode(values)
    #expect(blob.count == ColumnHeader.size + values.count * width)
    #expect(try ColumnCodec.integers(blob, count: values.count) == values)
  }

  @Test(arguments: 0..<200)
  func `random integers come back`(seed: Int) throws {
    var random = SeededRandom(UInt64(seed))
    let bits = random.below(64)
    let step = Int64(truncatingIfNeeded: random.below(1000) + 1)
    let values = (0..<Int(random.below(300))).map { _ in
      Int64(bitPattern: random.next() >> bits) &* (bits > 10 ? step : 1)
    }
    #expect(try ColumnCodec.integers(ColumnCodec.encode(values), count: values.count) == values)
  }

  @Test func `narrower integers come back as what they stand for`() throws {
    let models: [UInt8] = [0, 255, 7]
    let clusters: [Int32] = [0, .max, 5]
    #expect(try ColumnCodec.integers(ColumnCodec.encode(models), count: 3) == [0, 255, 7])
    #expect(
      try ColumnCodec.integers(ColumnCodec.encode(clusters), count: 3) == clusters.map(Int64.init))
  }

  @Test(arguments: 0..<50)
  func `doubles come back bit by bit`(seed: Int) throws {
    var random = SeededRandom(UInt64(seed))
    var values = (0..<Int(random.below(100))).map { _ in Double(bitPattern: random.next()) }
    values += [.nan, -.nan, .infinity, -.infinity, 0, -0.0, .leastNonzeroMagnitude, 0.1]
    let back = try ColumnCodec.doubles(ColumnCodec.encode(values), count: values.count)
    #expect(back.map(\.bitPattern) == values.map(\.bitPattern))
  }

  @Test(
    arguments: [
      [], [""], ["", "", ""], ["a"], ["ä", "日本", ""], [String(repeating: "x", count: 70_000), "y"],
    ])
  func `texts come back`(texts: [String]) throws {
    let column = TextColumn(texts)
    #expect(try ColumnCodec.texts(ColumnCodec.encode(column)) == column)
  }

  @Test(arguments: 0..<50)
  func `random texts come back`(seed: Int) throws {
    var random = SeededRandom(UInt64(seed))
    let texts = (0..<Int(random.below(80))).map { _ in
      String(
        (0..<Int(random.below(20))).map { _ in ["a", "ß", "🦊", "\n", "\u{0}"][Int(random.below(5))]
        }.joined())
    }
    let column = TextColumn(texts)
    #expect(try ColumnCodec.texts(ColumnCodec.encode(column)) == column)
  }

  @Test func `every flipped bit is seen`() {
    let blob = ColumnCodec.encode([1, 2, 300] as [Int64])
    for bit in 0..<(blob.count * 8) {
      var damaged = blob
      damaged[bit / 8] ^= 1 << (bit % 8)
      #expect(throws: ColumnDamage.self, "bit \(bit)") {
        try ColumnCodec.integers(damaged, count: 3)
      }
    }
  }

  @Test func `every shortened blob is seen`() {
    for blob in [
      ColumnCodec.encode([1, 2, 300] as [Int64]), ColumnCodec.encode([] as [Int64]),
    ] {
      for count in 0..<blob.count {
        #expect(throws: ColumnDamage.self) {
          try ColumnCodec.integers(blob.prefix(count), count: 3)
        }
      }
    }
    let texts = ColumnCodec.encode(TextColumn(["ab", "c"]))
    for count in 0..<texts.count {
      #expect(throws: ColumnDamage.self) { try ColumnCodec.texts(texts.prefix(count)) }
    }
  }

  @Test func `a blob with more at its end is seen`() {
    #expect(throws: ColumnDamage.self) {
      try ColumnCodec.doubles(ColumnCodec.encode([0.5]) + [0], count: 1)
    }
  }

  @Test func `another count or kind than asked for is refused`() {
    let integers = ColumnCodec.encode([1, 2] as [Int64])
    #expect(throws: ColumnDamage("it holds 2 values for 3 traces")) {
      try ColumnCodec.integers(integers, count: 3)
    }
    #expect(throws: ColumnDamage("it is of another kind")) {
      try ColumnCodec.doubles(integers, count: 2)
    }
    #expect(throws: ColumnDamage("it is of another kind")) { try ColumnCodec.texts(integers) }
  }

  @Test func `a header that promises more than its blob holds is refused`() {
    for (kind, width, count) in [
      (.texts, 0, 1 << 60), (.texts, 1, 1 << 40), (.texts, 8, 1 << 62),
    ] as [(ColumnHeader.Kind, Int, Int)] {
      var blob = Data(count: ColumnHeader.size)
      blob.withUnsafeMutableBytes {
        ColumnHeader(kind: kind, width: width, count: count, base: 0, step: 1).write(to: $0)
      }
      #expect(throws: ColumnDamage("its length is wrong")) { try ColumnCodec.texts(blob) }
    }
  }

  @Test(arguments: [Int64.min, -1, 1 << 40])
  func `texts with impossible lengths are refused`(length: Int64) {
    var blob = Data(count: ColumnHeader.size + 1)
    blob.withUnsafeMutableBytes {
      ColumnHeader(kind: .texts, width: 1, count: 1, base: length, step: 1).write(to: $0)
    }
    #expect(throws: ColumnDamage("its length is wrong")) { try ColumnCodec.texts(blob) }
  }
}
