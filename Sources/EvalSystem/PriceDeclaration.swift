/// What a file says that a model costs by the token.
package struct PriceDeclaration: Equatable, Sendable {
  /// USD for a million input tokens, in 1e-12 USD for each token.
  package var inputPicoUSD: Int64
  /// The same for output tokens.
  package var outputPicoUSD: Int64
  /// The same for input tokens read from a cache; nil where the file does not say.
  package var cachedInputPicoUSD: Int64?
  /// The day of the price, `yyyy-mm-dd`; nil where the file does not say.
  package var priced: String?

  /// Reads a mapping such as `{input_per_million_usd: 0.15, output_per_million_usd: 0.6, priced:
  /// 2026-08-01}`; nil, with every mistake logged, where it is none.
  package init?(_ node: DocumentNode, log: inout ProblemLog) {
    guard var reader = MappingReader(node, log: &log) else { return nil }
    let input = Self.usd("input_per_million_usd", &reader, log: &log)
    let output = Self.usd("output_per_million_usd", &reader, log: &log)
    cachedInputPicoUSD = Self.usd("cached_input_per_million_usd", &reader, log: &log)
    priced = reader.string("priced", log: &log)
    reader.finish(log: &log)
    if let priced, !CalendarDay.isValid(priced) {
      log.add("`priced` must be a day such as 2024-06-17, is `\(priced)`", at: node)
    }
    if reader.has("input_per_million_usd") != reader.has("output_per_million_usd") {
      log.add("needs both input_per_million_usd and output_per_million_usd", at: node)
    }
    guard let input, let output else { return nil }
    inputPicoUSD = input
    outputPicoUSD = output
  }

  private static func usd(
    _ key: String, _ reader: inout MappingReader, log: inout ProblemLog
  ) -> Int64? {
    guard let value = reader.number(key, log: &log) else { return nil }
    guard value >= 0, value <= 1_000_000 else {
      log.add("must be 0 to 1000000", at: reader.place(of: key))
      return nil
    }
    return Int64((value * 1_000_000).rounded())
  }
}
