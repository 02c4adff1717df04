import Testing

@testable import EvalStatistics

struct EffectiveSizeTests {
  @Test func `equal weights are worth their number`() {
    #expect(EffectiveSize.kish([3, 3, 3, 3]) == 4)
  }

  @Test func `one heavy weight is worth little more than itself`() {
    #expect(EffectiveSize.kish([1, 1, 1, 97]) == 10_000.0 / 9412)
    #expect(EffectiveSize.kish(total: 12, squares: 36) == 4)
  }

  @Test func `no weight is worth nothing, and large ones do not overflow`() {
    #expect(EffectiveSize.kish(total: 0, squares: 0) == 0)
    #expect(EffectiveSize.kish([1 << 60, 1 << 60]) == 2)
  }
}
