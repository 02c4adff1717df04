import EvalCore
import EvalSystem

/// The traces of a golden as lines for a router: made as they are sent, never all at once.
struct TraceLines {
  /// How many bytes are made at a time; a single line may be longer.
  private static let chunk = 64 << 10

  private let ids: TextColumn
  private let messages: MessageColumn
  /// `,"models":[…]}` and the line's end.
  private let ending: [UInt8]
  private var bytes: [UInt8] = []
  /// Where each line of `bytes` ends, in order.
  private var ends: [Int] = []
  private var sent = 0
  private var next = 0

  /// How many traces were sent whole.
  private(set) var sentTraces = 0

  init(_ golden: Golden, messages: MessageColumn, models: [String]) {
    ids = golden.ids
    self.messages = messages
    var ending: [UInt8] = []
    JSONBytes.append(raw: ",\"models\":[", to: &ending)
    for (index, model) in models.enumerated() {
      if index > 0 { JSONBytes.append(raw: ",", to: &ending) }
      JSONBytes.append(model, to: &ending)
    }
    JSONBytes.append(raw: "]}\n", to: &ending)
    self.ending = ending
  }

  /// Whether everything was sent.
  var isDone: Bool { sent == bytes.count && next == ids.count }

  /// Sends more.
  ///
  /// - Parameter write: Writes some bytes, and returns how many it took.
  /// - Returns: What `write` returned.
  mutating func send(
    _ write: (UnsafeRawBufferPointer) -> ChildProcess.Transfer
  ) -> ChildProcess.Transfer {
    if sent == bytes.count { refill() }
    let transfer = bytes.withUnsafeBytes { write(.init(rebasing: $0[sent...])) }
    if case .bytes(let count) = transfer {
      sent += count
      let first = next - ends.count
      while sentTraces < next, ends[sentTraces - first] <= sent { sentTraces += 1 }
    }
    return transfer
  }

  private mutating func refill() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    sent = 0
    while next < ids.count, bytes.count < Self.chunk {
      JSONBytes.append(raw: "{\"id\":", to: &bytes)
      ids.withText(next) { JSONBytes.append($0, to: &bytes) }
      JSONBytes.append(raw: ",\"messages\":", to: &bytes)
      messages.appendJSON(of: next, to: &bytes)
      bytes += ending
      ends.append(bytes.count)
      next += 1
    }
  }
}

extension MessageColumn {
  /// Appends a trace's messages as a JSON list of roles and contents.
  func appendJSON(of trace: Int, to bytes: inout [UInt8]) {
    JSONBytes.append(raw: "[", to: &bytes)
    let range = messages(of: trace)
    for message in range {
      JSONBytes.append(
        raw: message == range.lowerBound ? "{\"role\":" : ",{\"role\":", to: &bytes)
      roles.withText(message) { JSONBytes.append($0, to: &bytes) }
      JSONBytes.append(raw: ",\"content\":", to: &bytes)
      contents.withText(message) { JSONBytes.append($0, to: &bytes) }
      JSONBytes.append(raw: "}", to: &bytes)
    }
    JSONBytes.append(raw: "]", to: &bytes)
  }
}

extension TextColumn {
  /// Calls a function with a text's bytes.
  func withText(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    bytes.withUnsafeBufferPointer { body(.init(rebasing: $0[range(of: index)])) }
  }
}
