import EvalStatistics
import Testing

struct RandomIndexTests {
  @Test func `indices below a thousand meet the known answer`() {
    let block = Philox4x32(key: SIMD2(0x9e28_7c10, 0xaa9d_b1b5)).block(SIMD4(7, 3, 42, 0))
    let indices = (0..<4).map { RandomIndex.multiplyShift(block[$0], below: 1000) }
    #expect(indices == [96, 587, 455, 414])
  }

  @Test(arguments: [1, 2, 3, 1000, 65_537, UInt32.max])
  func `the least and greatest word give the first and last index`(n: UInt32) {
    #expect(RandomIndex.multiplyShift(0, below: n) == 0)
    #expect(RandomIndex.multiplyShift(.max, below: n) == n - 1)
  }

  @Test func `a power of two takes the leading bits`() {
    #expect(RandomIndex.multiplyShift(0xabcd_ef01, below: 256) == 0xab)
    #expect(RandomIndex.multiplyShift(0xabcd_ef01, below: 1 << 16) == 0xabcd)
  }

  @Test func `indices rise with the word and are spread evenly`() {
    var counts = [Int](repeating: 0, count: 7)
    var last: UInt32 = 0
    for word in stride(from: UInt32(0), to: 4_294_900_000, by: 65_521) {
      let index = RandomIndex.multiplyShift(word, below: 7)
      #expect(index >= last)
      last = index
      counts[Int(index)] += 1
    }
    let mean = counts.reduce(0, +) / 7
    #expect(counts.allSatisfy { ($0 - mean).magnitude <= 2 })
  }

  @Test func `no index lies below zero`() async {
    await #expect(processExitsWith: .failure) { _ = RandomIndex.multiplyShift(1, below: 0) }
  }
}
