import EvalCore
import EvalSystem

/// Writes the request that asks a language model for one word about a query.
struct WordRequest {
  private let model: String
  /// The prompt around the user's words.
  private let parts: [String]

  /// - Parameters:
  ///   - model: The model that is asked.
  ///   - prompt: What it is asked, with ``LLMSpec/placeholder`` where the user's words stand.
  init(model: String, prompt: String) {
    self.model = model
    parts = Self.split(prompt)
  }

  /// Returns the body of a chat completion.
  ///
  /// At temperature 0, so that asking again says the same where the server allows it.
  func body(_ query: String) -> [UInt8] {
    var bytes: [UInt8] = []
    JSONBytes.append(raw: "{\"model\":", to: &bytes)
    JSONBytes.append(model, to: &bytes)
    JSONBytes.append(
      raw: ",\"temperature\":0,\"messages\":[{\"role\":\"user\",\"content\":", to: &bytes)
    JSONBytes.append(parts.joined(separator: query), to: &bytes)
    JSONBytes.append(raw: "}]}", to: &bytes)
    return bytes
  }

  private static func split(_ prompt: String) -> [String] {
    var parts: [String] = []
    var rest = prompt[...]
    while let range = rest.firstRange(of: LLMSpec.placeholder) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
