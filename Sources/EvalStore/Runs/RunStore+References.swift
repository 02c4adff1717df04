package import EvalSystem
import GRDB

extension RunStore {
  /// Returns the id of the run that a person named.
  ///
  /// - Parameters:
  ///   - ref: `latest`, `latest~2`, a run's id, or enough of its beginning.
  ///   - suite: The suite that the run must be of; nil for any.
  /// - Returns: A run's id.
  /// - Throws: `ProblemReport` where no run or more than one is meant, or one of another suite.
  package func resolve(_ ref: String, suite: String? = nil) throws(ProblemReport) -> String {
    guard let reference = RunReference(ref) else {
      throw problem("`\(ref)` names no run: give a run's id, `latest` or `latest~2`")
    }
    switch reference {
    case .latest(let offset): return try resolve(offset: offset, suite: suite)
    case .id(let prefix): return try resolve(prefix: prefix, suite: suite)
    }
  }

  private func resolve(offset: Int, suite: String?) throws(ProblemReport) -> String {
    if let run = try latest(suite: suite, offset: offset) { return run.id }
    let owner = suite.map { " of suite \($0)" } ?? ""
    let count = try read { database in
      try Int.fetchOne(
        database, sql: "SELECT count(*) FROM run WHERE :suite IS NULL OR suite = :suite",
        arguments: ["suite": suite])
    }
    throw problem(
      count == 0
        ? "has no run\(owner) yet: `evalroute run` stores one"
        : "has \(count ?? 0) runs\(owner), so none is `latest~\(offset)`")
  }

  private func resolve(prefix: String, suite: String?) throws(ProblemReport) -> String {
    let found = try read { database in
      let query = RunQuery(database)
      return try query.find(prefix).map { [$0] } ?? query.find(prefix: prefix, limit: 4)
    }
    let matching = found.filter { suite == nil || $0.suite == suite }
    if matching.count == 1, let run = matching.first { return run.id }
    if let other = found.first, matching.isEmpty {
      throw problem("run `\(other.id)` is of suite \(other.suite), not of \(suite ?? "any")")
    }
    guard !found.isEmpty else {
      throw problem("has no run `\(prefix)`: `evalroute list` shows those that it has")
    }
    let ids = matching.prefix(3).map(\.id) + (matching.count > 3 ? ["…"] : [])
    throw problem(
      "has more than one run that begins with `\(prefix)`: \(ids.joined(separator: ", "))")
  }

  private func problem(_ message: String) -> ProblemReport {
    ProblemReport(file: path, message: message)
  }
}
