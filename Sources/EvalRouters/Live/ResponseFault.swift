import EvalCore
import EvalSystem

/// Names what went wrong with a request to a server.
enum ResponseFault {
  /// Returns what went wrong on the way; nil where there is a response.
  ///
  /// - Parameters:
  ///   - outcome: What came of the request.
  ///   - timeout: How long it might take, in seconds.
  /// - Returns: The fault.
  static func onTheWay(_ outcome: HTTPClient.Outcome, timeout: Double) -> RouterBreakdown? {
    switch outcome {
    case .response: return nil
    case .timedOut:
      let shown = timeout == timeout.rounded() ? "\(Int(timeout))" : "\(timeout)"
      return RouterBreakdown(
        fault: .timeOut, message: "there was no answer within \(shown) s")
    case .tooLong:
      return RouterBreakdown(fault: .tooLong, message: "the response is longer than 16 MiB")
    case .failed(let reason): return RouterBreakdown(fault: .connection, message: reason)
    }
  }

  /// Returns what a status says that is not 2xx; nil for one that is.
  ///
  /// - Parameters:
  ///   - status: The status.
  ///   - body: The response's body, parsed.
  ///   - isJSON: Whether that is JSON.
  /// - Returns: The fault, with the error's code or type where the server gives one; its text may
  ///   repeat a prompt or a key.
  static func status(
    _ status: Int, body: borrowing JSONLookup, isJSON: Bool
  ) -> RouterBreakdown? {
    guard !(200..<300).contains(status) else { return nil }
    return RouterBreakdown(
      fault: .httpStatus,
      message: "the server answered \(status)\(isJSON ? errorCode(body) : "")")
  }

  private static func errorCode(_ body: borrowing JSONLookup) -> String {
    for pointer in ["/error/code", "/error/type"] {
      if case .text(let text) = body.value(at: pointer), (1...60).contains(text.count),
        text.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
      {
        return " (`\(String(decoding: text, as: UTF8.self))`)"
      }
    }
    return ""
  }
}
