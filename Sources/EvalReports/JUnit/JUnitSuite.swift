/// One testsuite with its testcases.
struct JUnitSuite {
  /// The name, unique in the document.
  var name: String
  /// The suite's file; empty where none is known.
  var file: String
  /// UTC without fraction and zone, as the schemas demand.
  var timestamp: String
  /// Seconds.
  var time: Double
  /// Where the figures come from.
  var properties: [(name: String, value: String)]
  /// The testcases, at least one.
  var cases: [JUnitCase]
  /// What the run has to say as a whole.
  var output: String

  /// How many testcases failed.
  var failures: Int { cases.count(where: \.isFailure) }
  /// How many testcases could not be judged.
  var errors: Int { cases.count(where: \.isError) }
}
