/// What one model did on every trace of a golden, in columns.
///
/// A value that a trace does not have is `Golden.missing`; a column that no trace has is nil.
package struct OutcomeColumns: Equatable, Sendable {
  /// Tokens summed over each trace's recordings, which prices apply to without rounding first.
  package struct TokenTotals: Equatable, Sendable {
    package var input: [Int64]?
    package var output: [Int64]?
    package var cachedInput: [Int64]?

    package init(input: [Int64]?, output: [Int64]?, cachedInput: [Int64]?) {
      self.input = input
      self.output = output
      self.cachedInput = cachedInput
    }
  }

  /// The mean quality over the recordings, in units of `QualityScale.unitsPerPoint`.
  package var quality: [Int64]
  /// The number of recordings of each trace; nil where every trace has one.
  package var recordings: [Int32]?
  /// The sum of squared deviations of the recordings' qualities, in raw points squared; nil
  /// where every trace has one recording.
  package var recordingSpread: [Double]?
  /// Nil where every trace has one recording: then the columns below are the totals.
  package var totals: TokenTotals?
  /// Input tokens, cached ones included; the mean over the recordings, as in all columns below.
  package var inputTokens: [Int64]?
  /// Output tokens, reasoning ones included.
  package var outputTokens: [Int64]?
  /// Input tokens read from a cache.
  package var cachedInputTokens: [Int64]?
  /// Output tokens spent on reasoning.
  package var reasoningTokens: [Int64]?
  /// The cost as recorded, in 1e-9 USD.
  package var recordedCost: [Int64]?
  /// The latency of the call in microseconds.
  package var latency: [Int64]?
  /// What people gave the answer, 1 to 5, in 1e-6 of a point.
  package var rating: [Int64]?

  package init(quality: [Int64]) {
    self.quality = quality
  }

  /// Returns the columns with the traces in another order.
  package func permuted(by order: [Int32]) -> OutcomeColumns {
    func apply<Value>(_ column: [Value]?) -> [Value]? {
      column.map { column in order.map { column[Int($0)] } }
    }
    var columns = OutcomeColumns(quality: order.map { quality[Int($0)] })
    columns.recordings = apply(recordings)
    columns.recordingSpread = apply(recordingSpread)
    columns.totals = totals.map { totals in
      TokenTotals(
        input: apply(totals.input), output: apply(totals.output),
        cachedInput: apply(totals.cachedInput))
    }
    columns.inputTokens = apply(inputTokens)
    columns.outputTokens = apply(outputTokens)
    columns.cachedInputTokens = apply(cachedInputTokens)
    columns.reasoningTokens = apply(reasoningTokens)
    columns.recordedCost = apply(recordedCost)
    columns.latency = apply(latency)
    columns.rating = apply(rating)
    return columns
  }
}
