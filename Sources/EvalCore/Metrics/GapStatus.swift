/// How far the quality gap between strong and weak carries a ratio to it.
package enum GapStatus: String, Codable, Sendable {
  /// The gap is at least four standard errors: gates on a change may decide.
  case gateable
  /// The gap differs from zero: gates on a change do not decide.
  case reportOnly = "report_only"
  /// The gap is negative or not shown to differ from zero.
  case undefined
}
