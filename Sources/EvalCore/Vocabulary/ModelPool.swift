/// The models that a suite routes between, cheapest first, with what each did on every trace.
package struct ModelPool: Sendable {
  /// The models' names, cheapest first.
  package var names: [String]
  /// For each model the qualities in units.
  package var quality: [[Int64]]
  /// For each model the cost of each call in 1e-9 USD, as recorded or by price; nil where some
  /// call has neither.
  package var cost: [[Int64]?]
  /// For each model the input tokens, where all are recorded.
  package var inputTokens: [[Int64]?]
  /// For each model the output tokens, where all are recorded.
  package var outputTokens: [[Int64]?]
  /// For each model the latency of each call in microseconds, where all are recorded.
  package var latency: [[Int64]?]
  /// For each model what people gave each answer, in 1e-6 of a point, `Golden.missing` without a
  /// rating; nil where none is rated.
  package var ratings: [[Int64]?]

  /// For each model its price, where it has one.
  package var prices: [ModelPrice?]

  /// The cheapest model's index.
  package var weak: Int { 0 }
  /// The dearest model's index.
  package var strong: Int { names.count - 1 }

  /// Picks a suite's models out of a golden.
  ///
  /// - Parameters:
  ///   - golden: The golden.
  ///   - names: Models of that golden, cheapest first, at least two.
  package init(golden: Golden, names: [String]) {
    let indices = names.map { name in
      golden.models.firstIndex(of: name) ?? 0
    }
    self.names = names
    self.quality = indices.map { golden.outcomes[$0].quality }
    self.cost = indices.map { index in
      Self.cost(golden.outcomes[index], price: golden.prices[index])
    }
    self.inputTokens = indices.map { Self.complete(golden.outcomes[$0].inputTokens) }
    self.outputTokens = indices.map { Self.complete(golden.outcomes[$0].outputTokens) }
    self.latency = indices.map { Self.complete(golden.outcomes[$0].latency) }
    self.ratings = indices.map { golden.outcomes[$0].rating }
    self.prices = indices.map { golden.prices[$0] }
  }

  /// Creates a pool from columns, each with an entry for every trace.
  ///
  /// - Parameters:
  ///   - names: The models, cheapest first.
  ///   - quality: For each model the qualities in units.
  ///   - cost: For each model the costs in 1e-9 USD; nil where unknown.
  package init(names: [String], quality: [[Int64]], cost: [[Int64]?]) {
    self.names = names
    self.quality = quality
    self.cost = cost
    self.inputTokens = names.map { _ in nil }
    self.outputTokens = inputTokens
    self.latency = inputTokens
    self.ratings = inputTokens
    self.prices = names.map { _ in nil }
  }

  /// The number of traces.
  package var count: Int { quality.first?.count ?? 0 }

  /// For each trace the quality of its best answer.
  var bestQuality: [Int64] {
    quality.dropFirst().reduce(quality.first ?? []) { best, column in
      best.indices.map { max(best[$0], column[$0]) }
    }
  }

  /// Returns the column where every trace has a value, else nil.
  private static func complete(_ column: [Int64]?) -> [Int64]? {
    guard let column, !column.contains(where: { $0 < 0 }) else { return nil }
    return column
  }

  /// Returns the cost of each call in 1e-9 USD, as recorded or by price; nil where one has neither.
  static func cost(_ outcomes: OutcomeColumns, price: ModelPrice?) -> [Int64]? {
    if let recorded = complete(outcomes.recordedCost) { return recorded }
    var costs = [Int64](repeating: 0, count: outcomes.quality.count)
    let totals =
      outcomes.totals
      ?? OutcomeColumns.TokenTotals(
        input: outcomes.inputTokens, output: outcomes.outputTokens,
        cachedInput: outcomes.cachedInputTokens)
    for trace in costs.indices {
      if let recorded = outcomes.recordedCost?[trace], recorded >= 0 {
        costs[trace] = recorded
        continue
      }
      guard let price, let input = totals.input?[trace], input >= 0,
        let output = totals.output?[trace], output >= 0
      else { return nil }
      let cached = min(max(totals.cachedInput?[trace] ?? 0, 0), input)
      costs[trace] = price.nanoUSD(
        input: input, cached: cached, output: output,
        calls: Int64(outcomes.recordings?[trace] ?? 1))
    }
    return costs
  }
}

extension ModelPool {
  /// The prices by model, as reports have them; nil where no model has one.
  package var priceFigures: [String: PriceFigures]? {
    var figures: [String: PriceFigures] = [:]
    for (name, price) in zip(names, prices) { figures[name] = price.map(PriceFigures.init) }
    return figures.isEmpty ? nil : figures
  }

  /// Takes prices as a report has them.
  package mutating func setPrices(_ figures: [String: PriceFigures]?) {
    prices = names.map { figures?[$0]?.price }
  }
}
