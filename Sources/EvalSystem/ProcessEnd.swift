import CProcess

/// How a program that was started here ended.
package enum ProcessEnd: Equatable, Sendable {
  /// It left a status.
  case status(Int32)
  /// A signal ended it.
  case signal(Int32)

  /// Looks at a child of this process, without waiting for it; nil while it runs.
  init?(of number: Int32) {
    let end = evalroute_child_end_of(number)
    guard end.has_ended != 0 else { return nil }
    self = end.by_signal != 0 ? .signal(end.code) : .status(end.code)
  }

  /// `exited with status 3` or `was ended by signal 9`.
  package var text: String {
    switch self {
    case .status(let status): "exited with status \(status)"
    case .signal(let signal): "was ended by signal \(signal)"
    }
  }
}
