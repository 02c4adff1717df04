package import EvalCore

/// A run as the store keeps it: saved whole or not at all.
package struct StoredRun: Equatable, Sendable {
  /// The run's id, unique in the store; the caller makes it.
  package var id: String
  /// When the run began, ISO 8601 in UTC, also where the report leaves it out.
  package var startedAt: String
  /// How long the run took in milliseconds.
  package var durationMS: Double
  /// What the run found.
  package var report: RunReport
  /// The report's JSON document, kept byte for byte.
  package var document: [UInt8]
  /// What it did trace by trace.
  package var traces: RunTraces

  /// Puts a run together; `save` checks that its parts agree.
  package init(
    id: String, startedAt: String, durationMS: Double, report: RunReport, document: [UInt8],
    traces: RunTraces
  ) {
    self.id = id
    self.startedAt = startedAt
    self.durationMS = durationMS
    self.report = report
    self.document = document
    self.traces = traces
  }
}
