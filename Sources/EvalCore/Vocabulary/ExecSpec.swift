/// A router that is a program: started once, told every query, and asked for its answers.
package struct ExecSpec: Equatable, Sendable {
  /// How long a silence is allowed where the suite does not say, in seconds.
  package static let defaultTimeout = 30.0

  /// The program and its arguments.
  package var command: [String]
  /// From which score on the strong model is chosen; nil where the program names models.
  package var threshold: Threshold?
  /// The longest silence while answers are outstanding, in seconds.
  package var timeout: Double
  /// How many traces may go to the strong model for want of a valid answer.
  package var allowedFaults: Int

  package init(
    command: [String], threshold: Threshold? = nil, timeout: Double = defaultTimeout,
    allowedFaults: Int = 0
  ) {
    self.command = command
    self.threshold = threshold
    self.timeout = timeout
    self.allowedFaults = allowedFaults
  }
}
