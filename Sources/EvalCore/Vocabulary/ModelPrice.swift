/// What a model costs by the token, as of a day.
package struct ModelPrice: Equatable, Sendable, Codable {
  /// USD for a million input tokens, in 1e-12 USD for each token.
  package var inputPicoUSD: Int64
  /// USD for a million output tokens, in 1e-12 USD for each token.
  package var outputPicoUSD: Int64
  /// The same for input tokens read from a cache; the input price where nil.
  package var cachedInputPicoUSD: Int64?
  /// The day of the price, `yyyy-mm-dd`.
  package var priced: String?

  package init(
    inputPicoUSD: Int64, outputPicoUSD: Int64, cachedInputPicoUSD: Int64? = nil,
    priced: String? = nil
  ) {
    self.inputPicoUSD = inputPicoUSD
    self.outputPicoUSD = outputPicoUSD
    self.cachedInputPicoUSD = cachedInputPicoUSD
    self.priced = priced
  }

  /// The dearest call that is counted, in 1e-9 USD: 1000 USD.
  package static let maximumNanoUSD: Int64 = 1_000_000_000_000

  /// Returns the mean cost of calls in 1e-9 USD, rounded half up, at most `maximumNanoUSD`.
  ///
  /// - Parameters:
  ///   - input: Input tokens of all calls, cached ones included.
  ///   - cached: Those of them that were read from a cache.
  ///   - output: Output tokens, reasoning tokens included.
  ///   - calls: The number of calls, from 1.
  /// - Returns: The cost of one.
  package func nanoUSD(input: Int64, cached: Int64, output: Int64, calls: Int64 = 1) -> Int64 {
    let pico =
      Int128(input - cached) * Int128(inputPicoUSD)
      + Int128(cached) * Int128(cachedInputPicoUSD ?? inputPicoUSD)
      + Int128(output) * Int128(outputPicoUSD)
    let unit = Int128(calls) * 1000
    return Int64(min((pico + unit / 2) / unit, Int128(Self.maximumNanoUSD)))
  }
}
