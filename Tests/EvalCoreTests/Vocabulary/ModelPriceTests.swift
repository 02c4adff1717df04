import Testing

@testable import EvalCore

struct ModelPriceTests {
  /// 10 USD and 30 USD for a million tokens, 1 USD for a million cached ones.
  private static let price = ModelPrice(
    inputPicoUSD: 10_000_000, outputPicoUSD: 30_000_000, cachedInputPicoUSD: 1_000_000)

  @Test(
    arguments: [
      (0, 0, 0, 0), (1_000_000, 0, 0, 10_000_000_000), (0, 0, 1_000_000, 30_000_000_000),
      (31, 0, 402, 12_370_000), (100, 40, 10, 940_000), (100, 100, 0, 100_000),
    ] as [(Int64, Int64, Int64, Int64)])
  func `tokens times price`(input: Int64, cached: Int64, output: Int64, nano: Int64) {
    #expect(Self.price.nanoUSD(input: input, cached: cached, output: output) == nano)
  }

  @Test func `cached tokens cost what others do where nothing else is said`() {
    let price = ModelPrice(inputPicoUSD: 2_000_000, outputPicoUSD: 0)
    #expect(price.nanoUSD(input: 100, cached: 60, output: 0) == 200_000)
  }

  @Test(
    arguments: [(1, 0), (499, 0), (500, 1), (501, 1), (1499, 1), (1500, 2)] as [(Int64, Int64)])
  func `halves are rounded up`(pico: Int64, nano: Int64) {
    let price = ModelPrice(inputPicoUSD: pico, outputPicoUSD: 0)
    #expect(price.nanoUSD(input: 1, cached: 0, output: 0) == nano)
  }

  @Test(
    arguments: [
      (1_000_000_000_000, 0, 0), (0, 0, 1_000_000_000_000),
      (1_000_000_000_000, 1_000_000_000_000, 0),
      (100_000_000, 0, 0), (50_000_000, 0, 20_000_000), (Int64.max, 0, Int64.max),
    ] as [(Int64, Int64, Int64)])
  func `no call costs more than a thousand dollars`(input: Int64, cached: Int64, output: Int64) {
    let price = ModelPrice(
      inputPicoUSD: 1_000_000_000_000, outputPicoUSD: 1_000_000_000_000,
      cachedInputPicoUSD: 1_000_000_000_000)
    #expect(
      price.nanoUSD(input: input, cached: cached, output: output) == ModelPrice.maximumNanoUSD)
  }

  @Test func `just below the limit nothing is clamped`() {
    let price = ModelPrice(inputPicoUSD: 1000, outputPicoUSD: 0)
    #expect(
      price.nanoUSD(input: 999_999_999_999, cached: 0, output: 0) == 999_999_999_999)
    #expect(
      price.nanoUSD(input: 1_000_000_000_000, cached: 0, output: 0) == ModelPrice.maximumNanoUSD)
  }

  @Test func `the mean of calls is rounded once`() {
    let price = ModelPrice(inputPicoUSD: 500, outputPicoUSD: 0)
    #expect(price.nanoUSD(input: 4, cached: 0, output: 0, calls: 3) == 1)
    #expect(price.nanoUSD(input: 2, cached: 0, output: 0, calls: 3) == 0)
    #expect(price.nanoUSD(input: 9, cached: 0, output: 0, calls: 3) == 2)
  }
}
