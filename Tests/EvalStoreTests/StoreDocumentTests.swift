import EvalSystem
import Foundation
import GRDB
import Testing

@testable import EvalStore

/// `docs/store.md` tells the truth about the tables, and its queries run.
struct StoreDocumentTests {
  private static let document: String = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let path = folder.appendingPathComponent("../../docs/store.md").path
    let bytes = (try? FileBytes.read(path)) ?? []
    return String(decoding: bytes, as: UTF8.self)
  }()

  /// The queries of the document, in order.
  private static let queries = document.components(separatedBy: "```sql\n").dropFirst()
    .compactMap { $0.components(separatedBy: "```").first }

  private let store: RunStore

  init() throws {
    store = try RunStore.inMemory()
    for (id, seed) in [("a", 1), ("b", 2), ("c", 3)] as [(String, UInt64)] {
      try store.save(SampleRun.make(SampleRun.Options(id: id, seed: seed)))
    }
    try store.accept("a", suite: "mtbench", at: "2026-01-02T00:00:00Z")
  }

  @Test func `every table has its section with every column, in order`() throws {
    let documented = Self.document.components(separatedBy: "\n### ").dropFirst().map { section in
      let lines = section.components(separatedBy: "\n")
      let columns = lines.prefix { !$0.hasPrefix("## ") }
        .filter { $0.hasPrefix("| `") }
        .compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) }
      return [lines[0]] + columns
    }
    let tables = try store.read { database in
      try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
        .map { table in try [table] + database.columns(in: table).map(\.name) }
    }
    #expect(documented.count == tables.count)
    for table in tables { #expect(documented.contains(table), "\(table)") }
  }

  @Test func `nullable columns are marked, and no others`() throws {
    try store.read { database in
      let tables = try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
      for table in tables {
        let section = try #require(Self.document.components(separatedBy: "\n### \(table)\n").last)
        for column in try database.columns(in: table) {
          let line = section.components(separatedBy: "\n").first { line in
            line.hasPrefix("| `\(column.name)` |")
          }
          let isKey = column.primaryKeyIndex > 0
          #expect(
            line?.contains("∅") == (!column.isNotNull && !isKey), "\(table).\(column.name)")
        }
      }
    }
  }

  @Test func `the header's numbers are those of the document`() {
    #expect(Self.document.contains("`application_id` is \(StoreSchema.applicationID) (`EVRT`)"))
    #expect(Self.document.contains("the version of the tables, now \(StoreSchema.version)."))
  }

  @Test func `there are at least five queries`() {
    #expect(Self.queries.count >= 5)
  }

  @Test(arguments: queries)
  func `every query of the document runs`(sql: String) throws {
    let rows = try store.read { try Row.fetchAll($0, sql: sql) }
    let finds = !sql.contains("gate.verdict = 'failed'")
    #expect(!rows.isEmpty || !finds, "\(sql)")
  }
}
