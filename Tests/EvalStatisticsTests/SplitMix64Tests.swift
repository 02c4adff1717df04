import EvalStatistics
import Testing

struct SplitMix64Tests {
  @Test func `words from seed zero meet the known answer`() {
    var generator = SplitMix64(seed: 0)
    #expect(generator.next() == 0xe220_a839_7b1d_cdaf)
    #expect(generator.next() == 0x6e78_9e6a_a1b9_65f4)
    #expect(generator.next() == 0x06c4_5d18_8009_454f)
  }

  @Test func `the same seed gives the same words`() {
    var one = SplitMix64(seed: 99)
    var other = SplitMix64(seed: 99)
    for _ in 0..<100 { #expect(one.next() == other.next()) }
    #expect(one == other)
  }

  @Test func `other seeds give other words`() {
    let words = (UInt64(0)..<100).map { seed in
      var generator = SplitMix64(seed: seed)
      return generator.next()
    }
    #expect(Set(words).count == 100)
  }

  @Test func `the greatest seed wraps around`() {
    var generator = SplitMix64(seed: .max)
    #expect(generator.next() != generator.next())
  }

  @Test func `it shuffles as any generator of the standard library`() {
    var generator = SplitMix64(seed: 5)
    let shuffled = Array(0..<50).shuffled(using: &generator)
    #expect(shuffled.sorted() == Array(0..<50))
    #expect(shuffled != Array(0..<50))
  }
}
