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

  /// Makes a reader; nil when memory is short.
  init?(_ spec: HTTPSpec, models: [String]) {
    guard let lookup = JSONLookup() else { return nil }
    self.lookup = lookup
    self.spec = spec
    self.models = models
  }

  /// Reads what came of a request.
  func read(_ outcome: HTTPClient.Outcome) -> Reading {
    guard case .response(let response) = outcome else {
      return Self.fault(ResponseFault.onTheWay(outcome, timeout: spec.timeout))
    }
    let isJSON = lookup.parse(copying: response.body)
    if let fault = ResponseFault.status(response.status, body: lookup, isJSON: isJSON) {
      return Self.fault(fault)
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

  private static func fault(_ breakdown: RouterBreakdown?) -> Reading {
    .fault(breakdown?.fault ?? .connection, breakdown?.message ?? "")
  }
}
