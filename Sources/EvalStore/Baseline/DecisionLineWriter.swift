import EvalCore

/// Writes `baseline.decisions.jsonl`: one line for each trace, sorted by id.
///
/// `{"id":"081-1","q":[10,9],"c":[12730000,244800],"r":[[1,0.61],[0]]}`
///
/// - `q`: for each model the quality in points, exactly; where the golden has several recordings of
///   each query, their sum.
/// - `c`: for each model the cost of the call in 1e-9 USD; null where unknown.
/// - `r`: for each router the chosen model's index, and the score where it has one. A score that is
///   not a number is null; an infinite one is ±1e999, which JSON readers take for infinity.
/// - `d`: for each router what deciding itself cost in 1e-9 USD and its tokens, each -1 where
///   unknown, null where it asks no model; left out where that is so of every router.
struct DecisionLineWriter {
  private var bytes: [UInt8] = []

  /// Returns the lines of a run.
  ///
  /// Complexity: O(traces × (models + routers)).
  static func write(_ traces: RunTraces) -> [UInt8] {
    let recording = traces.recording
    var writer = DecisionLineWriter()
    let values = recording.models.count * 2 + traces.routers.count
    writer.bytes.reserveCapacity(recording.ids.bytes.count + recording.count * (30 + values * 12))
    for trace in 0..<recording.count {
      writer.line(trace, traces)
    }
    return writer.bytes
  }

  private mutating func line(_ trace: Int, _ traces: RunTraces) {
    let recording = traces.recording
    append("{\"id\":\"")
    appendEscaped(recording.ids.bytes[recording.ids.range(of: trace)])
    append("\",\"q\":[")
    for (index, model) in recording.models.enumerated() {
      if index > 0 { append(",") }
      append(millionths: model.quality[trace])
    }
    append("],\"c\":[")
    for (index, model) in recording.models.enumerated() {
      if index > 0 { append(",") }
      if let cost = model.cost { append(cost[trace]) } else { append("null") }
    }
    append("],\"r\":[")
    for (index, router) in traces.routers.enumerated() {
      append(index > 0 ? ",[" : "[")
      append(Int64(router.decisions.models[trace]))
      if let scores = router.decisions.scores {
        append(",")
        append(scores[trace])
      }
      append("]")
    }
    append("]")
    if traces.routers.contains(where: { $0.decisions.spent != nil }) {
      appendSpending(trace, traces)
    }
    append("}\n")
  }

  private mutating func appendSpending(_ trace: Int, _ traces: RunTraces) {
    append(",\"d\":[")
    for (index, router) in traces.routers.enumerated() {
      if index > 0 { append(",") }
      guard let spent = router.decisions.spent, let tokens = router.decisions.spentTokens else {
        append("null")
        continue
      }
      append("[")
      append(spent[trace])
      append(",")
      append(tokens[trace])
      append("]")
    }
    append("]")
  }

  private mutating func append(_ literal: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(
        start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  private mutating func append(_ value: Int64) {
    if value < 0 { append("-") }
    append(digitsOf: value.magnitude, atLeast: 1)
  }

  private mutating func append(millionths value: Int64) {
    if value < 0 { append("-") }
    let (points, rest) = value.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    append(digitsOf: points, atLeast: 1)
    guard rest > 0 else { return }
    append(".")
    append(digitsOf: rest, atLeast: 6)
    while bytes.last == UInt8(ascii: "0") { bytes.removeLast() }
  }

  private mutating func append(digitsOf value: UInt64, atLeast width: Int) {
    let start = bytes.count
    var value = value
    while value > 0 || bytes.count - start < width {
      bytes.append(UInt8(ascii: "0") + UInt8(value % 10))
      value /= 10
    }
    bytes[start...].reverse()
  }

  private mutating func append(_ score: Double) {
    if score.isNaN {
      append("null")
    } else if score.isInfinite {
      append(score < 0 ? "-1e999" : "1e999")
    } else {
      bytes.append(contentsOf: score.description.utf8)
    }
  }

  private mutating func appendEscaped(_ text: ArraySlice<UInt8>) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""): append("\\\"")
      case UInt8(ascii: "\\"): append("\\\\")
      case 0..<0x20:
        append("\\u00")
        bytes.append(contentsOf: (byte < 0x10 ? "0" : "").utf8)
        bytes.append(contentsOf: String(byte, radix: 16).utf8)
      default: bytes.append(byte)
      }
    }
  }
}
