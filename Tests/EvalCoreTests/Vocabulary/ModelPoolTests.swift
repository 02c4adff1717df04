import Testing

@testable import EvalCore

struct ModelPoolTests {
  private func golden(_ edit: (inout OutcomeColumns) -> Void) -> Golden {
    var golden = HandMade(weak: [0, 0], strong: [1, 1]).golden
    golden.prices = [ModelPrice(inputPicoUSD: 1000, outputPicoUSD: 2000), nil]
    edit(&golden.outcomes[0])
    return golden
  }

  @Test func `a recorded cost wins over prices times tokens`() {
    let pool = golden {
      $0.inputTokens = [10, 10]
      $0.outputTokens = [5, 5]
      $0.recordedCost = [7, Golden.missing]
    }.ladder
    #expect(pool.cost[0] == [7, 20])
    #expect(pool.cost[1] == nil)
  }

  @Test(
    arguments: [
      ([10, Golden.missing], [5, 5]), ([10, 10], [Golden.missing, 5]),
    ] as [([Int64], [Int64])])
  func `one call without tokens leaves the cost unknown`(input: [Int64], output: [Int64]) {
    let pool = golden {
      $0.inputTokens = input
      $0.outputTokens = output
    }.ladder
    #expect(pool.cost[0] == nil)
  }

  @Test func `a column with a gap is no column`() {
    let pool = golden {
      $0.inputTokens = [10, Golden.missing]
      $0.outputTokens = [5, 6]
      $0.latency = [1, Golden.missing]
    }.ladder
    #expect(pool.inputTokens[0] == nil)
    #expect(pool.outputTokens[0] == [5, 6])
    #expect(pool.latency[0] == nil)
  }

  @Test func `more cached tokens than input tokens count as all of them`() {
    let golden = golden {
      $0.inputTokens = [10, 10]
      $0.outputTokens = [0, 0]
      $0.cachedInputTokens = [50, Golden.missing]
    }
    #expect(golden.ladder.cost[0] == [10, 10])
  }

  @Test func `the pool stands in the suite's order, not the golden's`() {
    let golden = HandMade(weak: [0, 0.5], strong: [1, 1]).golden
    let pool = ModelPool(golden: golden, names: ["strong", "weak"])
    #expect(pool.names[pool.strong] == "weak")
    #expect(pool.quality[pool.weak] == [1_000_000, 1_000_000])
    #expect(pool.quality[pool.strong] == [0, 500_000])
  }
}
