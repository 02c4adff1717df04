import EvalCore
import EvalSystem

/// Writes the body of a chat completion.
struct ChatRequest {
  private let beginning: [UInt8]

  /// - Parameter model: The model that is asked for.
  init(model: String) {
    var bytes: [UInt8] = []
    JSONBytes.append(raw: "{\"model\":", to: &bytes)
    JSONBytes.append(model, to: &bytes)
    JSONBytes.append(raw: ",\"messages\":", to: &bytes)
    beginning = bytes
  }

  /// Returns the body for one trace.
  func body(_ messages: MessageColumn, trace: Int) -> [UInt8] {
    var bytes = beginning
    messages.appendJSON(of: trace, to: &bytes)
    JSONBytes.append(raw: "}", to: &bytes)
    return bytes
  }
}
