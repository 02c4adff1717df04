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

  /// Returns the cost of a call in 1e-9 USD, rounded half up.
  ///
  /// - Parameters:
  ///   - input: Input tokens, cached ones included.
  ///   - cached: Those of them that were read from a cache.
  ///   - output: Output tokens, reasoning tokens included.
  package func nanoUSD(input: Int64, cached: Int64, output: Int64) -> Int64 {
    let fresh = Int128(input - cached) * Int128(inputPicoUSD)
    let reused = Int128(cached) * Int128(cachedInputPicoUSD ?? inputPicoUSD)
    let written = Int128(output) * Int128(outputPicoUSD)
    return Int64(clamping: (fresh + reused + written + 500) / 1000)
  }
}
