/// One testcase: a gate on a router and a cohort, or a check of the run itself.
struct JUnitCase: Equatable {
  /// What makes a testcase red; at most one, as the schemas demand.
  enum Outcome: Equatable {
    /// Judged, and found wanting.
    case failure(message: String, text: String)
    /// Could not be judged; the dotted type says why.
    case error(type: String, message: String, text: String)
  }

  /// A place in the suite's file.
  struct Place: Equatable {
    /// The file, as the user named it.
    var file: String
    /// The line, counted from 1.
    var line: Int
  }

  /// The dotted name that consumers group by.
  var className: String
  /// The name, which with the class names the testcase in histories.
  var name: String
  /// Seconds.
  var time = 0.0
  /// Where the gate stands; nil for a check of the run.
  var place: Place?
  /// Nil for green.
  var outcome: Outcome?
  /// What there is to say of a testcase that is green all the same; nil for nothing.
  var remark: String?

  /// Whether it was judged and found wanting.
  var isFailure: Bool {
    if case .failure = outcome { return true }
    return false
  }

  /// Whether it could not be judged.
  var isError: Bool {
    if case .error = outcome { return true }
    return false
  }
}
