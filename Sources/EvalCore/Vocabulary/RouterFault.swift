/// What a router outside this program can do wrong; none of it is a matter of quality.
package enum RouterFault: String, CaseIterable, Codable, Sendable {
  /// What it answered is not JSON.
  case notJSON = "not_json"
  /// An answer is JSON, but says neither model nor score as it should.
  case badAnswer = "bad_answer"
  /// An answer is longer than answers may be.
  case tooLong = "too_long"
  /// It answered a trace that the golden does not have.
  case unknownID = "unknown_id"
  /// It chose a model that the suite does not have.
  case unknownModel = "unknown_model"
  /// It answered a trace again.
  case secondAnswer = "second_answer"
  /// It ended without an answer for a trace.
  case missingAnswer = "missing_answer"
  /// It ended with a status other than 0, or by a signal.
  case crash
  /// It was silent for too long.
  case timeOut = "time_out"
  /// It wrote too much to standard error.
  case stderrFlood = "stderr_flood"
  /// The server answered with a status other than 2xx.
  case httpStatus = "http_status"
  /// The server could not be reached, or the connection broke.
  case connection
}
