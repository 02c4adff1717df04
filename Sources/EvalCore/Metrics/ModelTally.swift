/// Calls, tokens and costs by model over a cohort's routed calls.
struct ModelTally {
  private(set) var calls: [String: Int64] = [:]
  /// A model without recorded tokens is left out.
  private(set) var tokens: [String: TokenCounts] = [:]
  /// In USD; a model without known costs is left out.
  private(set) var cost: [String: Double] = [:]

  /// Counts in one pass over the cohort.
  init(_ view: CohortView, _ traces: RoutedTraces) {
    let pool = traces.pool
    for model in pool.names.indices { count(model, view, traces) }
  }

  private mutating func count(_ model: Int, _ view: CohortView, _ traces: RoutedTraces) {
    let name = traces.pool.names[model]
    let input = traces.pool.inputTokens[model]
    let output = traces.pool.outputTokens[model]
    let models = traces.models
    let costs = traces.pool.cost[model]
    let chosen = UInt8(model)
    var calls: Int64 = 0
    var inputSum = WideSum()
    var outputSum = WideSum()
    var costSum = WideSum()
    for member in view.members where models[Int(member)] == chosen {
      let trace = Int(member)
      let weight = traces.weight(trace)
      calls += weight
      if let input { inputSum.add(input[trace] * weight) }
      if let output { outputSum.add(output[trace] * weight) }
      if let costs { costSum.add(costs[trace] * weight) }
    }
    self.calls[name] = calls
    if input != nil, output != nil {
      tokens[name] = TokenCounts(
        input: Int64(clamping: inputSum.total), output: Int64(clamping: outputSum.total))
    }
    if costs != nil {
      cost[name] = Rounding.significant(ratio(costSum.total, 1_000_000_000))
    }
  }
}
