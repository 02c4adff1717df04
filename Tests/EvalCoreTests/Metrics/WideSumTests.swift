import Testing

@testable import EvalCore

struct WideSumTests {
  @Test(arguments: 1...50 as ClosedRange<UInt64>)
  func `it sums as 128 bits do, in any order`(seed: UInt64) {
    var draws = Draws(seed: seed)
    let terms = (0..<draws.integer(0...500)).map { _ -> Int64 in
      let value = Int64(bitPattern: draws.next())
      return draws.chance(0.5) ? value : value >> draws.integer(0...63)
    }
    let expected = terms.reduce(Int128(0)) { $0 + Int128($1) }
    #expect(terms.wideSum == expected)
    #expect(terms.shuffled(using: &draws).wideSum == expected)
  }

  @Test func `a million of the largest terms do not overflow`() {
    #expect([Int64](repeating: .max, count: 1_000_000).wideSum == 1_000_000 * Int128(Int64.max))
    #expect([Int64](repeating: .min, count: 1_000_000).wideSum == 1_000_000 * Int128(Int64.min))
  }

  @Test func `the sum of nothing is nothing`() {
    #expect([Int64]().wideSum == 0)
  }
}
