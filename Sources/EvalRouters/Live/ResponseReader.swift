import EvalCore
import EvalSystem

/// Reads which model a server chose from its response.
struct ResponseReader: ~Copyable {
  /// What a response came to.
  enum Reading {
    case answer(AnswerSheet.Answer)
    case fault(RouterFault, String)
  }

  private let lookup: JSONLookup
  private let spec: HTTPSpec
  private let models: [String]
  private let timeoutText: String

  /// Makes a reader; nil when memory is short.
  init?(_ spec: HTTPSpec, models: [String]) {
    guard let lookup = JSONLookup() else { return nil }
    self.lookup = lookup
    self.spec = spec
    self.models = models
    self.timeoutText =
      spec.timeout == spec.timeout.rounded() ? "\(Int(spec.timeout)) s" : "\(spec.timeout) s"
  }

  /// Reads what came of a request.
  func read(_ outcome: HTTPClient.Outcome) -> Reading {
    switch outcome {
    case .timedOut: .fault(.timeOut, "there was no answer within \(timeoutText)")
    case .tooLong: .fault(.tooLong, "the response is longer than 16 MiB")
    case .failed(let reason): .fault(.connection, reason)
    case .response(let response): read(response)
    }
  }

  private func read(_ response: HTTPClient.Response) -> Reading {
    let isJSON = lookup.parse(copying: response.body)
    guard (200..<300).contains(response.status) else {
      return .fault(.httpStatus, "the server answered \(response.status)\(errorCode(isJSON))")
    }
    var answer = AnswerSheet.Answer()
    if let pointer = spec.scorePointer {
      guard isJSON else { return notJSON }
      guard case .number(let score) = lookup.value(at: pointer), score.isFinite else {
        return .fault(.badAnswer, "the response has no number at `\(pointer)`")
      }
      answer.score = score
    }
    // A score with a threshold decides; the answer may then come from any model.
    if spec.threshold != nil, answer.score != nil { return .answer(answer) }
    return read(response, isJSON: isJSON, into: answer)
  }

  private func read(
    _ response: HTTPClient.Response, isJSON: Bool, into answer: AnswerSheet.Answer
  ) -> Reading {
    var answer = answer
    let name: String
    switch spec.answer {
    case .header(let header):
      guard let value = response.header(header) else {
        return .fault(.badAnswer, "the response has no header `\(header)`")
      }
      name = value
    case .pointer(let pointer):
      guard isJSON else { return notJSON }
      guard case .text(let value) = lookup.value(at: pointer) else {
        return .fault(.badAnswer, "the response has no text at `\(pointer)`")
      }
      name = String(decoding: value, as: UTF8.self)
    }
    let model = spec.aliases.first { $0.name == name }?.model ?? name
    guard let index = models.firstIndex(of: model) else {
      return .fault(
        .unknownModel,
        "the server chose `\(name.prefix(100))`, which is neither in `model_map` nor one of"
          + " \(models.joined(separator: ", "))")
    }
    answer.model = UInt8(clamping: index)
    return .answer(answer)
  }

  private var notJSON: Reading { .fault(.notJSON, "the response is not JSON") }

  /// The error's code or type, where the server gives one; its text may repeat a prompt or a key.
  private func errorCode(_ isJSON: Bool) -> String {
    guard isJSON else { return "" }
    for pointer in ["/error/code", "/error/type"] {
      if case .text(let text) = lookup.value(at: pointer), (1...60).contains(text.count),
        text.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
      {
        return " (`\(String(decoding: text, as: UTF8.self))`)"
      }
    }
    return ""
  }
}
