/// How far the quality gap between strong and weak carries a ratio to it.
package enum GapStatus: String, Codable, Sendable {
  /// The gap is at least four standard errors: gates may decide.
  case gateable
  /// The gap differs from zero: shown, not gated.
  case reportOnly = "report_only"
  /// The gap is not shown to differ from zero.
  case undefined
}
