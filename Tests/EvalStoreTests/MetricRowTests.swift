import EvalCore
import Foundation
import GRDB
import Testing

@testable import EvalStore

struct MetricRowTests {
  private let run = SampleRun.usual
  private let store: RunStore

  init() throws {
    store = try RunStore.inMemory()
    try store.save(run)
  }

  @Test func `every metric of every router and cohort has its row`() throws {
    let count = try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM metric") }
    let cohorts = run.report.routers[0].cohorts.count
    #expect(cohorts > 5)
    let all = MetricName.allCases.count { run.report.routers[0].metrics.has($0) } + 1
    #expect(count == 3 * ((1 + cohorts) * all + 2 * 3))
  }

  @Test func `a row has the figures of the report`() throws {
    try store.read { database in
      for router in run.report.routers {
        let row = try #require(
          try Row.fetchOne(
            database,
            sql: """
              SELECT * FROM metric
              WHERE router = ? AND cohort = '' AND metric = 'quality' AND model = ''
              """, arguments: [router.name]))
        let quality = try #require(router.metrics.quality.estimate)
        #expect(row["estimate"] == quality.estimate)
        #expect(row["low"] == quality.low?.value)
        #expect(row["high"] == quality.high?.value)
        #expect(row["raw"] == quality.raw)
      }
    }
  }

  @Test func `a metric without a value has its reason`() throws {
    try store.read { database in
      let rows = try Row.fetchAll(database, sql: "SELECT * FROM metric WHERE estimate IS NULL")
      #expect(!rows.isEmpty)
      for row in rows { #expect((row["undefined"] as String?)?.isEmpty == false) }
    }
  }

  @Test func `calls, tokens and cost have rows by model`() throws {
    let rows = try store.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT metric, model, estimate FROM metric WHERE router = 'weak' AND model <> ''
          ORDER BY metric, model
          """)
    }
    #expect(
      rows.map { "\($0["metric"] as String) \($0["model"] as String)" } == [
        "calls strong", "calls weak", "cost strong", "cost weak", "tokens strong", "tokens weak",
      ])
    #expect(rows[1]["estimate"] == 38.0)
  }

  @Test func `cohorts with awkward names stay apart`() {
    let pair = Cohort([Cohort.Label(name: "a", level: "1"), Cohort.Label(name: "b", level: "2")])
    let single = Cohort([Cohort.Label(name: "a", level: "1, b=2")])
    let slash = Cohort([Cohort.Label(name: "a\\", level: "1")])
    #expect(Cohort.all.storedText == "")
    #expect(pair.storedText == "a=1, b=2")
    #expect(single.storedText == "a=1\\, b\\=2")
    #expect(slash.storedText == "a\\\\=1")
  }
}
