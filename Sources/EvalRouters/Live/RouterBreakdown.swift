import EvalCore

/// Why a router outside this program could not be used: what it did, or what the suite lacks.
struct RouterBreakdown: Error {
  /// What it did wrong; nil where the suite is at fault.
  var fault: RouterFault?
  var message: String
  /// What helps a person at the terminal and belongs in no report.
  var notes: [String] = []

  /// The message with the kind of fault before it.
  var text: String { fault.map { "fault \($0.rawValue): \(message)" } ?? message }
}
