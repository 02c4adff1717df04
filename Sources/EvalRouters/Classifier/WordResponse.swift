import EvalCore
import EvalSystem

/// Reads a word and what it cost from a chat completion.
struct WordResponse: ~Copyable {
  /// What a response came to.
  enum Reading {
    case answer(WordAnswer)
    case fault(RouterBreakdown)
  }

  private let lookup: JSONLookup
  private let timeout: Double

  /// Makes a reader; nil when memory is short.
  ///
  /// - Parameter timeout: How long a request may take, in seconds.
  init?(timeout: Double) {
    guard let lookup = JSONLookup() else { return nil }
    self.lookup = lookup
    self.timeout = timeout
  }

  /// Reads what came of a request.
  func read(_ outcome: HTTPClient.Outcome) -> Reading {
    guard case .response(let response) = outcome else {
      return .fault(
        ResponseFault.onTheWay(outcome, timeout: timeout)
          ?? RouterBreakdown(fault: .connection, message: ""))
    }
    let isJSON = lookup.parse(copying: response.body)
    if let fault = ResponseFault.status(response.status, body: lookup, isJSON: isJSON) {
      return .fault(fault)
    }
    guard isJSON else {
      return .fault(RouterBreakdown(fault: .notJSON, message: "the response is not JSON"))
    }
    var text = ""
    switch lookup.value(at: "/choices/0/message/content") {
    case .text(let said): text = String(decoding: said, as: UTF8.self)
    // A refusal or a call of a tool is an answer, and none of the words.
    case .null: break
    default:
      return .fault(
        RouterBreakdown(
          fault: .badAnswer, message: "the response has no text at `/choices/0/message/content`"))
    }
    return .answer(
      WordAnswer(
        text: text, inputTokens: tokens("/usage/prompt_tokens"),
        outputTokens: tokens("/usage/completion_tokens")))
  }

  private func tokens(_ pointer: StaticString) -> Int64? {
    guard case .number(let number) = lookup.value(at: pointer), number >= 0, number <= 1e12 else {
      return nil
    }
    return Int64(number)
  }
}
