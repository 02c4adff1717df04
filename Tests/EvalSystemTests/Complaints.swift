import EvalSystem

/// Returns the lines that a person would read of what went wrong; none where nothing did.
func complaints(_ body: () throws -> Void) -> [String] {
  do {
    try body()
    return []
  } catch let report as ProblemReport {
    return report.problems.map(\.description)
  } catch {
    return ["not a report: \(error)"]
  }
}
