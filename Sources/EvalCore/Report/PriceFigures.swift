/// A model's price as people write it, by the million tokens.
package struct PriceFigures: Codable, Equatable, Sendable {
  package var inputPerMillionUSD: Double
  package var outputPerMillionUSD: Double
  /// Of input tokens read from a cache; the input price where nil.
  package var cachedInputPerMillionUSD: Double?
  /// The day of the price, `yyyy-mm-dd`.
  package var priced: String?

  private enum CodingKeys: String, CodingKey {
    case inputPerMillionUSD = "input_per_million_usd"
    case outputPerMillionUSD = "output_per_million_usd"
    case cachedInputPerMillionUSD = "cached_input_per_million_usd"
    case priced
  }

  package init(
    inputPerMillionUSD: Double, outputPerMillionUSD: Double,
    cachedInputPerMillionUSD: Double? = nil, priced: String? = nil
  ) {
    self.inputPerMillionUSD = inputPerMillionUSD
    self.outputPerMillionUSD = outputPerMillionUSD
    self.cachedInputPerMillionUSD = cachedInputPerMillionUSD
    self.priced = priced
  }

  /// Writes a price.
  package init(_ price: ModelPrice) {
    self.init(
      inputPerMillionUSD: Double(price.inputPicoUSD) / 1e6,
      outputPerMillionUSD: Double(price.outputPicoUSD) / 1e6,
      cachedInputPerMillionUSD: price.cachedInputPicoUSD.map { Double($0) / 1e6 },
      priced: price.priced)
  }

  /// The price; nil where a number is none that a price can have.
  package var price: ModelPrice? {
    func pico(_ usd: Double) -> Int64? { Int64(exactly: (usd * 1e6).rounded()) }
    guard let input = pico(inputPerMillionUSD), let output = pico(outputPerMillionUSD) else {
      return nil
    }
    return ModelPrice(
      inputPicoUSD: input, outputPicoUSD: output,
      cachedInputPicoUSD: cachedInputPerMillionUSD.flatMap(pico), priced: priced)
  }
}
