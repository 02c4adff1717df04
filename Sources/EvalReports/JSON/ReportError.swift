/// Why bytes are not a report.
package enum ReportError: Error, Equatable, CustomStringConvertible {
  /// The document is of a version that this program does not know.
  case newerVersion(Int)
  /// The document is not a report; what is wrong and where.
  case notAReport(String)

  /// One line, with what to do.
  package var description: String {
    switch self {
    case .newerVersion(let version):
      "this report has version \(version), written by a newer evalroute: update evalroute"
    case .notAReport(let reason):
      "this is not a report of evalroute: \(reason)"
    }
  }
}
