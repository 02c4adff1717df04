/// One router's replay of a golden, as comparisons see it.
package struct Replay: Sendable {
  /// The models with what each did on every trace.
  package var pool: ModelPool
  package var decisions: Decisions

  package init(pool: ModelPool, decisions: Decisions) {
    self.pool = pool
    self.decisions = decisions
  }

  /// The quality of the choice on a trace, in units.
  @inline(__always)
  func quality(_ trace: Int) -> Int64 { pool.quality[Int(decisions.models[trace])][trace] }

  /// The cost of a trace in 1e-9 USD, of deciding and of the chosen call; nil where unknown.
  @inline(__always)
  func cost(_ trace: Int) -> Int64? {
    guard let call = callCost(trace) else { return nil }
    guard let spent = spent(trace) else { return nil }
    return call + spent
  }

  /// The same in USD.
  package func costUSD(_ trace: Int) -> Double? { cost(trace).map { Double($0) / 1e9 } }

  /// The cost of the chosen call on a trace in 1e-9 USD; nil where unknown.
  @inline(__always)
  func callCost(_ trace: Int) -> Int64? { pool.cost[Int(decisions.models[trace])]?[trace] }

  /// What deciding cost on a trace in 1e-9 USD; nil where unknown.
  @inline(__always)
  func spent(_ trace: Int) -> Int64? {
    guard let spent = decisions.spent?[trace] else { return 0 }
    return spent == Golden.missing ? nil : spent
  }

  /// The tokens of a trace, of deciding and of the chosen call; nil where unknown.
  func tokens(_ trace: Int) -> Int64? {
    let spent = decisions.spentTokens?[trace] ?? 0
    return spent == Golden.missing ? nil : callTokens(trace).map { $0 + spent }
  }

  /// The tokens of the chosen call on a trace; nil where unknown.
  func callTokens(_ trace: Int) -> Int64? {
    let model = Int(decisions.models[trace])
    guard let input = pool.inputTokens[model], let output = pool.outputTokens[model] else {
      return nil
    }
    return input[trace] + output[trace]
  }

  /// Whether the choice on a trace is the dearest model.
  @inline(__always)
  func isStrong(_ trace: Int) -> Bool { Int(decisions.models[trace]) == pool.strong }

  /// The name of the choice on a trace.
  func name(_ trace: Int) -> String { pool.names[Int(decisions.models[trace])] }
}
