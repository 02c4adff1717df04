import EvalCore

/// What a router's own calls to models took on every trace, before any model answered it.
package struct Spending: Equatable, Sendable {
  /// For each trace the number of calls.
  package var calls: [Int32]
  /// For each trace the tokens, `Golden.missing` where they are not known.
  package var inputTokens: [Int64]
  package var outputTokens: [Int64]
  /// For each trace the cost in 1e-9 USD, `Golden.missing` where it is not known.
  package var cost: [Int64]

  /// Nothing spent on any trace.
  init(count: Int) {
    calls = Array(repeating: 0, count: count)
    inputTokens = Array(repeating: 0, count: count)
    outputTokens = inputTokens
    cost = inputTokens
  }

  /// Adds what another router spent on a trace.
  mutating func add(_ other: Spending?, trace: Int) {
    guard let other else { return }
    calls[trace] += other.calls[trace]
    Self.add(other.inputTokens[trace], to: &inputTokens[trace])
    Self.add(other.outputTokens[trace], to: &outputTokens[trace])
    Self.add(other.cost[trace], to: &cost[trace])
  }

  /// For each trace the tokens read and written, `Golden.missing` where they are not known.
  var tokens: [Int64] {
    zip(inputTokens, outputTokens).map { input, output in
      input == Golden.missing || output == Golden.missing ? Golden.missing : input + output
    }
  }

  /// Whether there was no call at all.
  var isNothing: Bool { calls.allSatisfy { $0 == 0 } }

  private static func add(_ value: Int64, to total: inout Int64) {
    let isKnown = value != Golden.missing && total != Golden.missing
    total = isKnown ? total + value : Golden.missing
  }
}
