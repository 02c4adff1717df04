import EvalCore
import EvalSystem
import Foundation
import GRDB

/// Writes a run into the table `run` and those that hang on it.
struct RunTables {
  private let database: Database

  /// Works within a transaction.
  init(_ database: Database) {
    self.database = database
  }

  /// Writes a run whose recording is already there.
  func insert(_ run: StoredRun, recording: Int64) throws {
    try insertRun(run, recording: recording)
    let number = database.lastInsertedRowID
    for tag in run.report.tags.sorted(by: { $0.key < $1.key }) {
      try database.execute(
        sql: "INSERT INTO run_tag (run, name, value) VALUES (?, ?, ?)",
        arguments: [number, tag.key, tag.value])
    }
    try insertRouters(of: run, number)
    try insertMetrics(of: run.report, number)
    try insertGates(of: run.report, number)
    try insertDocument(of: run, number)
  }

  private func insertRun(_ run: StoredRun, recording: Int64) throws {
    let report = run.report
    try database.execute(
      sql: """
        INSERT INTO run (id, suite, suite_file, verdict, exit_code, started_at, duration_ms, tool,
          golden, traces, golden_sha256, suite_sha256, prices_sha256, metric_version, seed,
          git_commit, git_branch, git_dirty, recording)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        run.id, report.suite, report.suiteFile, report.verdict.rawValue, report.exitCode.rawValue,
        run.startedAt, run.durationMS, report.tool, report.golden.name, run.traces.recording.count,
        report.comparability.goldenSHA256, report.comparability.suiteSHA256,
        report.comparability.pricesSHA256, report.comparability.metricVersion,
        // SQLite's integers are signed.
        String(report.comparability.seed),
        report.git?.commit, report.git?.branch, report.git?.dirty, recording,
      ])
  }

  private func insertRouters(of run: StoredRun, _ number: Int64) throws {
    for (position, router) in run.report.routers.enumerated() {
      let decisions = run.traces.routers[position].decisions
      try database.execute(
        sql: """
          INSERT INTO router (run, name, position, kind, config_sha256, threshold)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          number, router.name, position, router.kind, router.configSHA256, decisions.threshold,
        ])
      try database.execute(
        sql: """
          INSERT INTO decision (run, router, model, score, spent, spent_tokens)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          number, router.name, ColumnCodec.encode(decisions.models),
          decisions.scores.map { ColumnCodec.encode($0) },
          decisions.spent.map { ColumnCodec.encode($0) },
          decisions.spentTokens.map { ColumnCodec.encode($0) },
        ])
    }
  }

  private func insertMetrics(of report: RunReport, _ number: Int64) throws {
    let statement = try database.makeStatement(
      sql: """
        INSERT INTO metric (run, router, cohort, metric, model, estimate, low, high, raw, status,
          undefined)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for router in report.routers {
      for row in MetricRow.rows(of: router, models: report.golden.models) {
        try statement.execute(arguments: [
          number, router.name, row.cohort, row.metric, row.model, row.estimate, row.low, row.high,
          row.raw, row.status, row.undefined,
        ])
      }
    }
  }

  private func insertGates(of report: RunReport, _ number: Int64) throws {
    let statement = try database.makeStatement(
      sql: """
        INSERT INTO gate (run, position, title, router, metric, model, cohort, verdict, blocking,
          requirement, value, undefined, limit_value, limit_is_relative, compared_with, reason, why,
          waived_until, waived_reason, on_inconclusive, line)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for (position, gate) in report.gates.enumerated() {
      try statement.execute(arguments: [
        number, position, gate.baselineTitle, gate.router, gate.metric.rawValue, gate.model,
        gate.cohort.storedText, gate.verdict.rawValue, gate.isBlocking, gate.requirement,
        gate.value.value.map(Rounding.significant), gate.value.undefinedReason, gate.limit,
        gate.isRelativeLimit, gate.comparedWith, gate.reason, gate.why, gate.waived?.until,
        gate.waived?.reason, gate.onInconclusive.rawValue, gate.line,
      ])
    }
  }

  private func insertDocument(of run: StoredRun, _ number: Int64) throws {
    // As a text, so that SQLite's JSON functions read it.
    try database.execute(
      sql: "INSERT INTO document (run, sha256, json) VALUES (?, ?, CAST(? AS TEXT))",
      arguments: [number, SHA256.hex(SHA256.digest(run.document)), Data(run.document)])
  }
}
