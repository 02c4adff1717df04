import EvalCore
import GRDB

/// Finds runs in the table `run`.
struct RunQuery {
  private let database: Database

  /// Works within an access to the store.
  init(_ database: Database) {
    self.database = database
  }

  /// Returns the run of an id.
  func find(_ id: String) throws -> RunSummary? {
    try fetch("WHERE id = :id", ["id": id]).first
  }

  /// Returns the run of a number.
  func find(number: Int64) throws -> RunSummary? {
    try fetch("WHERE number = :number", ["number": number]).first
  }

  /// Returns the newest runs whose id begins with a text, the newest first.
  func find(prefix: String, limit: Int) throws -> [RunSummary] {
    try fetch(
      "WHERE substr(id, 1, length(:prefix)) = :prefix ORDER BY number DESC LIMIT :limit",
      ["prefix": prefix, "limit": limit])
  }

  /// Returns the newest runs, the newest first.
  ///
  /// - Parameters:
  ///   - suite: The suite; nil for all.
  ///   - limit: How many at most.
  ///   - offset: How many of the newest are left out.
  /// - Returns: As many as there are.
  /// - Throws: What SQLite says, or `ColumnDamage`.
  func newest(suite: String?, limit: Int, offset: Int = 0) throws -> [RunSummary] {
    let condition = suite == nil ? "" : "WHERE suite = :suite "
    var arguments: StatementArguments = ["limit": max(limit, 0), "offset": max(offset, 0)]
    if let suite { arguments += ["suite": suite] }
    return try fetch(condition + "ORDER BY number DESC LIMIT :limit OFFSET :offset", arguments)
  }

  private func fetch(_ clauses: String, _ arguments: StatementArguments) throws -> [RunSummary] {
    var runs = try Row.fetchCursor(
      database, sql: "SELECT * FROM run \(clauses)", arguments: arguments
    ).map { try summary(StoreRow($0)) }.reduce(into: []) { $0.append($1) }
    let tags = try tags(from: runs.last?.number, to: runs.first?.number)
    for index in runs.indices { runs[index].tags = tags[runs[index].number] ?? [:] }
    return runs
  }

  private func summary(_ row: StoreRow) throws -> RunSummary {
    let number = try row.integer("number")
    guard let verdict = Verdict(rawValue: try row.text("verdict")),
      let exitCode = ExitStatus(rawValue: Int32(truncatingIfNeeded: try row.integer("exit_code")))
    else { throw ColumnDamage("the verdict of run \(number) is unknown") }
    return RunSummary(
      number: number, id: try row.text("id"), suite: try row.text("suite"),
      suiteFile: try row.text("suite_file"), verdict: verdict, exitCode: exitCode,
      startedAt: try row.text("started_at"), durationMS: try row.number("duration_ms"),
      tool: try row.text("tool"), golden: try row.text("golden"),
      traces: Int(try row.integer("traces")), comparability: try comparability(row),
      git: try git(row), tags: [:])
  }

  private func comparability(_ row: StoreRow) throws -> Comparability {
    guard let seed = UInt64(try row.text("seed")) else {
      throw ColumnDamage("column seed: is not a number")
    }
    return Comparability(
      goldenSHA256: try row.text("golden_sha256"), suiteSHA256: try row.text("suite_sha256"),
      pricesSHA256: try row.text("prices_sha256"),
      metricVersion: Int(try row.integer("metric_version")), seed: seed)
  }

  private func git(_ row: StoreRow) throws -> RunReport.GitState? {
    guard let commit = row.optionalText("git_commit") else { return nil }
    return RunReport.GitState(
      commit: commit, branch: row.optionalText("git_branch"),
      dirty: try row.integer("git_dirty") != 0)
  }

  /// Returns the tags of a range of runs in one query: one for each run would be most of a list.
  private func tags(from first: Int64?, to last: Int64?) throws -> [Int64: [String: String]] {
    var tags: [Int64: [String: String]] = [:]
    let rows = try Row.fetchCursor(
      database, sql: "SELECT run, name, value FROM run_tag WHERE run BETWEEN ? AND ?",
      arguments: [first, last])
    while let row = try rows.next().map(StoreRow.init) {
      tags[try row.integer("run"), default: [:]][try row.text("name")] = try row.text("value")
    }
    return tags
  }
}
