import EvalCore

/// The traces of a run of lines, in columns that grow.
struct TraceBlock: Sendable {
  /// A mistake in a line.
  struct Mistake: Sendable {
    /// Counted from 1 within the block.
    var line: Int
    var keyPath: String?
    var message: String
  }

  /// A cohort label's column.
  struct Label: Sendable {
    var name: [UInt8]
    var levels = ByteInterner()
    /// -1 where a trace lacks the label.
    var codes: [Int32]
  }

  /// A signal's column.
  struct Signal: Sendable {
    var name: [UInt8]
    /// NaN where a trace lacks the signal.
    var values: [Double]
  }

  /// How many mistakes a block keeps.
  static let mistakeLimit = 20

  /// The number of lines, blank ones included.
  var lineCount = 0
  /// For each trace its line, counted from 1 within the block.
  var lines: [Int32] = []
  var ids = TextColumn()
  /// For each trace its cluster's name; empty where no trace of the block names one.
  var clusters = TextColumn()
  /// For each trace who asked; empty where no trace of the block says so.
  var users = TextColumn()
  /// For each trace its conversation; empty where no trace of the block names one.
  var conversations = TextColumn()
  /// Nil where every trace stands for one query.
  var weights: [Int64]?
  var labels: [Label] = []
  var signals: [Signal] = []
  var outcomes: [OutcomeBuilder]
  /// Nil where no trace of the block has messages.
  var messages: MessageColumn?
  /// Traces whose `total_tokens` is not input plus output.
  var wrongTotals = 0
  var mistakes: [Mistake] = []
  var mistakesOmitted = 0

  init(models: Int) {
    outcomes = [OutcomeBuilder](repeating: OutcomeBuilder(), count: models)
  }

  /// The number of traces.
  var count: Int { ids.count }

  /// Notes a mistake in the line being read.
  mutating func add(_ message: String, keyPath: String? = nil) {
    guard mistakes.count < Self.mistakeLimit else {
      mistakesOmitted += 1
      return
    }
    mistakes.append(Mistake(line: lineCount, keyPath: keyPath, message: message))
  }

  /// Finds or makes a label's column.
  mutating func label(_ name: UnsafeBufferPointer<UInt8>, hint: Int) -> Int {
    if hint < labels.count, name.equals(labels[hint].name) { return hint }
    if let index = labels.firstIndex(where: { name.equals($0.name) }) { return index }
    labels.append(Label(name: Array(name), codes: [Int32](repeating: -1, count: count)))
    return labels.count - 1
  }

  /// Finds or makes a signal's column.
  mutating func signal(_ name: UnsafeBufferPointer<UInt8>, hint: Int) -> Int {
    if hint < signals.count, name.equals(signals[hint].name) { return hint }
    if let index = signals.firstIndex(where: { name.equals($0.name) }) { return index }
    signals.append(Signal(name: Array(name), values: [Double](repeating: .nan, count: count)))
    return signals.count - 1
  }

  /// Ends a trace: every column gets an entry for it.
  ///
  /// - Parameters:
  ///   - id: The trace's id.
  ///   - cluster: Its cluster's name, nil for its own id.
  ///   - user: Who asked, nil where that is not recorded.
  ///   - conversation: The conversation it is part of, nil for none.
  ///   - weight: How many queries it stands for.
  ///   - hasMessages: Whether messages were appended for it.
  mutating func endTrace(
    id: UnsafeBufferPointer<UInt8>, cluster: UnsafeBufferPointer<UInt8>?,
    user: UnsafeBufferPointer<UInt8>?, conversation: UnsafeBufferPointer<UInt8>?, weight: Int64,
    hasMessages: Bool
  ) {
    let row = count
    Self.append(user, to: &users, row: row)
    Self.append(conversation, to: &conversations, row: row)
    if let cluster {
      for earlier in clusters.count..<row { clusters.append(ids[earlier]) }
      clusters.append(utf8: cluster)
    } else if clusters.count > 0 {
      clusters.append(utf8: id)
    }
    if weight != 1 && weights == nil { weights = [Int64](repeating: 1, count: row) }
    weights?.append(weight)
    ids.append(utf8: id)
    lines.append(Int32(clamping: lineCount))
    for index in labels.indices where labels[index].codes.count == row {
      labels[index].codes.append(-1)
    }
    for index in signals.indices where signals[index].values.count == row {
      signals[index].values.append(.nan)
    }
    if hasMessages || messages != nil { endMessages(row: row) }
  }

  /// Drops what a trace with a mistake has left in the columns.
  mutating func abandonTrace() {
    for index in labels.indices where labels[index].codes.count > count {
      labels[index].codes.removeLast()
    }
    for index in signals.indices where signals[index].values.count > count {
      signals[index].values.removeLast()
    }
  }

  /// Appends a text that not every trace has; an empty one stands for none.
  private static func append(
    _ text: UnsafeBufferPointer<UInt8>?, to column: inout TextColumn, row: Int
  ) {
    guard text != nil || column.count > 0 else { return }
    while column.count < row { column.append("") }
    if let text { column.append(utf8: text) } else { column.append("") }
  }

  private mutating func endMessages(row: Int) {
    var column = messages ?? MessageColumn()
    while column.ends.count < row { column.ends.append(0) }
    column.ends.append(column.roles.count)
    messages = column
  }
}
