/// What a gate that cannot decide does to the exit code.
package enum InconclusivePolicy: String, CaseIterable, Codable, Sendable {
  /// The run exits 3.
  case fail
  /// The run exits as if the gate had passed, and says so.
  case warn
}
