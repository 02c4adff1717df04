import EvalCore
import EvalSystem

/// Reads one line that a router wrote.
struct AnswerReader: ~Copyable {
  /// What a line came to.
  enum Reading {
    case answer(AnswerSheet.Answer, trace: Int)
    /// A fault of a trace, or of none.
    case fault(RouterFault, String, trace: Int?)
  }

  private let lookup: JSONLookup
  private let ids: TextColumn
  private let models: [String]
  /// The trace that is answered next where answers come in order.
  private var expected = 0

  /// Makes a reader; nil when memory is short.
  init?(ids: TextColumn, models: [String]) {
    guard let lookup = JSONLookup() else { return nil }
    self.lookup = lookup
    self.ids = ids
    self.models = models
  }

  /// Reads a line.
  ///
  /// - Parameters:
  ///   - line: The line, with readable bytes behind it as `JSONLookup` wants.
  ///   - number: Its number, for messages.
  /// - Returns: What it came to.
  mutating func read(_ line: UnsafeBufferPointer<UInt8>, number: Int) -> Reading {
    guard lookup.parse(line) else {
      return .fault(.notJSON, "line \(number) of its output is not JSON", trace: nil)
    }
    guard case .text(let id) = lookup.value(at: "/id") else {
      return .fault(
        .badAnswer, "line \(number) of its output has no `id`, the text that it was sent",
        trace: nil)
    }
    guard let trace = trace(id) else {
      let shown = String(decoding: id.prefix(100), as: UTF8.self)
      return .fault(.unknownID, "it answered `\(shown)`, which is no trace", trace: nil)
    }
    expected = trace + 1
    return answer(of: trace)
  }

  private func trace(_ id: UnsafeBufferPointer<UInt8>) -> Int? {
    if expected < ids.count, ids.text(expected, equals: id) { return expected }
    return ids.index(ofSorted: id)
  }

  private func answer(of trace: Int) -> Reading {
    var answer = AnswerSheet.Answer()
    switch lookup.value(at: "/model") {
    case .absent, .null: break
    case .text(let name):
      guard let index = index(of: name) else { return unknownModel(name, trace) }
      answer.model = index
    default: return bad("`model` is not a text", trace)
    }
    switch lookup.value(at: "/score") {
    case .absent, .null: break
    case .number(let score) where score.isFinite: answer.score = score
    default: return bad("`score` is not a number", trace)
    }
    switch lookup.value(at: "/calls") {
    case .absent, .null: break
    case .list:
      if let fault = readCalls(of: trace, into: &answer) { return fault }
    default: return bad("`calls` is not a list of models", trace)
    }
    guard answer.model != nil || answer.score != nil else {
      return bad("it has neither `model` nor `score`", trace)
    }
    return .answer(answer, trace: trace)
  }

  /// Checks the models called; the last of them answers where nothing else says which one does.
  private func readCalls(of trace: Int, into answer: inout AnswerSheet.Answer) -> Reading? {
    var last: UInt8?
    for position in 0... {
      switch lookup.value(at: "/calls/\(position)") {
      case .absent:
        if answer.model == nil, answer.score == nil { answer.model = last }
        return nil
      case .text(let name):
        guard let index = index(of: name) else { return unknownModel(name, trace) }
        last = index
      default: return bad("`calls` is not a list of models", trace)
      }
    }
    return nil
  }

  private func index(of name: UnsafeBufferPointer<UInt8>) -> UInt8? {
    models.firstIndex { $0.utf8.elementsEqual(name) }.map { UInt8(clamping: $0) }
  }

  private func unknownModel(_ name: UnsafeBufferPointer<UInt8>, _ trace: Int) -> Reading {
    let shown = String(decoding: name.prefix(100), as: UTF8.self)
    return .fault(
      .unknownModel,
      "it sent trace \(ids[trace]) to `\(shown)`; the suite has \(models.joined(separator: ", "))",
      trace: trace)
  }

  private func bad(_ what: String, _ trace: Int) -> Reading {
    .fault(.badAnswer, "its answer to trace \(ids[trace]) is none: \(what)", trace: trace)
  }
}
