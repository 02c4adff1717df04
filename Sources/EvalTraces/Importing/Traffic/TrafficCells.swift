import EvalSystem

/// Reads what cells tell of a query, and reports those that do not fit.
///
/// A cell that is empty or missing reads as nil.
struct TrafficCells {
  /// What did not fit, over all rows read.
  private(set) var log: ProblemLog
  /// The line of the row that is being read.
  var line = 0

  init(file: String) {
    log = ProblemLog(file: file)
  }

  /// Returns the length of a text, or of a list of messages, in Unicode scalars.
  mutating func length(_ value: CellValue, _ column: String) -> Double? {
    guard case .list(let items) = value else {
      return read(value, column, "a text or a list of messages", \.label)
        .map { Double($0.unicodeScalars.count) }
    }
    let lengths = items.compactMap { item -> Int? in
      guard case .object(let values) = item, case .text(let content)? = values["content"],
        case .text? = values["role"]
      else { return nil }
      return content.unicodeScalars.count
    }
    guard lengths.count == items.count else {
      report(column, "every message must be an object with the texts `role` and `content`")
      return nil
    }
    return items.isEmpty ? nil : Double(lengths.reduce(0, +))
  }

  /// Returns a whole number that tokens and lengths can have.
  mutating func count(_ value: CellValue, _ column: String) -> Double? {
    let range = TraceLimits.tokens
    return read(
      value, column, "a whole number from \(range.lowerBound) to \(range.upperBound)"
    ) { value in
      value.count.flatMap { range.contains($0) ? Double($0) : nil }
    }
  }

  /// Returns a router's score.
  mutating func number(_ value: CellValue, _ column: String) -> Double? {
    read(value, column, "a number", \.number)
  }

  /// Returns a level or a cluster's name.
  mutating func label(_ value: CellValue, _ column: String) -> String? {
    read(value, column, "a text or a number", \.label)
  }

  /// Reports that a cell is wrong.
  mutating func report(_ column: String?, _ message: String) {
    log.add(message, line: line, keyPath: column)
  }

  private mutating func read<Value>(
    _ value: CellValue, _ column: String, _ expected: String,
    _ convert: (CellValue) -> Value?
  ) -> Value? {
    if value.isMissing { return nil }
    if let converted = convert(value) { return converted }
    report(column, "must be \(expected), is \(value.shown)")
    return nil
  }
}
