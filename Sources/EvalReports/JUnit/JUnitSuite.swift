/// One testsuite with its testcases.
struct JUnitSuite {
  var name: String
  var file: String
  /// UTC without fraction and zone, as the schemas demand.
  var timestamp: String
  /// Seconds.
  var time: Double
  var properties: [(name: String, value: String)]
  var cases: [JUnitCase]
  /// What the run has to say as a whole.
  var output: String

  /// How many testcases failed.
  var failures: Int { cases.count(where: \.isFailure) }
  /// How many testcases could not be judged.
  var errors: Int { cases.count(where: \.isError) }
}
