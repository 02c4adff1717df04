/// What one model did on every trace of a golden, in columns.
///
/// A value that a trace does not have is `Golden.missing`; a column that no trace has is nil.
package struct OutcomeColumns: Equatable, Sendable {
  /// The mean quality over the recordings, in units of `QualityScale.unitsPerPoint`.
  package var quality: [Int64]
  /// The number of recordings of each trace; nil where every trace has one.
  package var recordings: [Int32]?
  /// The sum of squared deviations of the recordings' qualities, in raw points squared; nil
  /// where every trace has one recording.
  package var recordingSpread: [Double]?
  /// Input tokens, cached ones included.
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
    columns.inputTokens = apply(inputTokens)
    columns.outputTokens = apply(outputTokens)
    columns.cachedInputTokens = apply(cachedInputTokens)
    columns.reasoningTokens = apply(reasoningTokens)
    columns.recordedCost = apply(recordedCost)
    columns.latency = apply(latency)
    return columns
  }
}
