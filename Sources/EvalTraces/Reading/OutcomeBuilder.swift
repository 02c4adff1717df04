import EvalCore

/// Grows one model's outcome columns, trace by trace.
struct OutcomeBuilder: Sendable {
  private(set) var quality: [Int64] = []
  private(set) var recordings: [Int32]?
  private(set) var spread: [Double]?
  private(set) var inputTokens: [Int64]?
  private(set) var outputTokens: [Int64]?
  private(set) var cachedInputTokens: [Int64]?
  private(set) var reasoningTokens: [Int64]?
  private(set) var recordedCost: [Int64]?
  private(set) var latency: [Int64]?
  private(set) var rating: [Int64]?

  /// The number of traces so far.
  var count: Int { quality.count }

  /// Appends a trace's sums over its recordings.
  ///
  /// Quality and tokens are kept as sums over the recordings, quality in 1e-6 of a raw point;
  /// recorded cost and latency as the mean, rounded half up.
  mutating func append(_ sums: OutcomeSums) {
    let row = count
    quality.append(sums.quality)
    if sums.recordings != 1 || recordings != nil {
      var counts = recordings ?? [Int32](repeating: 1, count: row)
      counts.append(sums.recordings)
      recordings = counts
      var squares = spread ?? [Double](repeating: 0, count: row)
      squares.append(sums.spread)
      spread = squares
    }
    Self.append(sums.inputTokens, to: &inputTokens, row: row)
    Self.append(sums.outputTokens, to: &outputTokens, row: row)
    Self.append(sums.cachedInputTokens, to: &cachedInputTokens, row: row)
    Self.append(sums.reasoningTokens, to: &reasoningTokens, row: row)
    Self.append(sums.mean(sums.cost), to: &recordedCost, row: row)
    Self.append(sums.mean(sums.latency), to: &latency, row: row)
    Self.append(sums.meanRating, to: &rating, row: row)
  }

  /// Appends another block's traces.
  mutating func append(contentsOf other: OutcomeBuilder) {
    let row = count
    if recordings != nil || other.recordings != nil {
      recordings =
        (recordings ?? [Int32](repeating: 1, count: row))
        + (other.recordings ?? [Int32](repeating: 1, count: other.count))
      spread =
        (spread ?? [Double](repeating: 0, count: row))
        + (other.spread ?? [Double](repeating: 0, count: other.count))
    }
    Self.append(other.inputTokens, to: &inputTokens, row: row, count: other.count)
    Self.append(other.outputTokens, to: &outputTokens, row: row, count: other.count)
    Self.append(other.cachedInputTokens, to: &cachedInputTokens, row: row, count: other.count)
    Self.append(other.reasoningTokens, to: &reasoningTokens, row: row, count: other.count)
    Self.append(other.recordedCost, to: &recordedCost, row: row, count: other.count)
    Self.append(other.latency, to: &latency, row: row, count: other.count)
    Self.append(other.rating, to: &rating, row: row, count: other.count)
    quality.append(contentsOf: other.quality)
  }

  /// Returns the columns with qualities as means in units of `recordings` to the micro-point.
  ///
  /// - Parameter multiple: The common multiple of all traces' recordings.
  /// - Returns: The columns.
  func columns(multiple: Int64) -> OutcomeColumns {
    var mean = quality
    if let recordings {
      for row in mean.indices {
        let product = Int128(mean[row]) * Int128(multiple)
        let count = Int128(recordings[row])
        let half = product >= 0 ? count / 2 : -(count / 2)
        mean[row] = Int64((product + half) / count)
      }
    } else if multiple != 1 {
      for row in mean.indices { mean[row] *= multiple }
    }
    var columns = OutcomeColumns(quality: mean)
    columns.recordings = recordings
    columns.recordingSpread = spread
    columns.inputTokens = perCall(inputTokens)
    columns.outputTokens = perCall(outputTokens)
    columns.cachedInputTokens = perCall(cachedInputTokens)
    columns.reasoningTokens = perCall(reasoningTokens)
    if recordings != nil {
      columns.totals = OutcomeColumns.TokenTotals(
        input: inputTokens, output: outputTokens, cachedInput: cachedInputTokens)
    }
    columns.recordedCost = recordedCost
    columns.latency = latency
    columns.rating = rating
    return columns
  }

  /// Divides sums by the number of recordings, rounded half up.
  private func perCall(_ sums: [Int64]?) -> [Int64]? {
    guard let sums, let recordings else { return sums }
    return zip(sums, recordings).map { sum, count in
      sum == Golden.missing ? sum : (sum + Int64(count / 2)) / Int64(count)
    }
  }

  private static func append(_ value: Int64, to column: inout [Int64]?, row: Int) {
    if column == nil {
      if value == -1 { return }
      column = [Int64](repeating: Golden.missing, count: row)
    }
    column?.append(value)
  }

  private static func append(
    _ other: [Int64]?, to column: inout [Int64]?, row: Int, count: Int
  ) {
    if column == nil && other == nil { return }
    if column == nil { column = [Int64](repeating: Golden.missing, count: row) }
    column?.append(contentsOf: other ?? [Int64](repeating: Golden.missing, count: count))
  }
}
