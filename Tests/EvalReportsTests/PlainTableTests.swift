import Testing

@testable import EvalReports

struct PlainTableTests {
  private func table(_ names: [String]) -> PlainTable {
    PlainTable(
      columns: [
        PlainTable.Column("name", shrinksTo: 4), PlainTable.Column("value", .right),
        PlainTable.Column("extra", dropRank: 2), PlainTable.Column("last", dropRank: 1),
      ],
      rows: names.enumerated().map { index, name in
        PlainTable.Row([
          PlainTable.Cell(name, style: .bold), PlainTable.Cell(String(index * 50)),
          PlainTable.Cell("some"), PlainTable.Cell("end"),
        ])
      })
  }

  @Test func `columns line up`() {
    #expect(
      table(["mf", "日本語", "long name"]).lines(color: false) == [
        "name       value  extra  last",
        "mf             0  some   end",
        "日本語        50  some   end",
        "long name    100  some   end",
      ])
  }

  @Test func `every line of a table takes the same columns up to its last cell`() {
    let lines = table(Hostile.names).lines(color: false).dropFirst()
    #expect(Set(lines.map(DisplayWidth.columns)).count == 1)
  }

  @Test func `colour changes no width`() {
    let lines = table(["mf"]).lines(color: true)
    #expect(lines[1] == "\u{1B}[1mmf\u{1B}[0m        0  some   end")
  }

  @Test func `columns are dropped by rank before cells are cut`() {
    let fitted = table(["a long name"]).fitted(to: 20)
    #expect(fitted.dropped == ["extra"])
    #expect(fitted.table.width == 20)
    #expect(fitted.table.lines(color: false)[1] == "a long…      0  end")
  }

  @Test func `a table that fits is left alone`() {
    let fitted = table(["mf"]).fitted(to: 80)
    #expect(fitted.dropped.isEmpty)
    #expect(fitted.table.lines(color: false) == table(["mf"]).lines(color: false))
  }

  @Test func `a table that cannot fit keeps what is never dropped`() {
    let fitted = table(["mf"]).fitted(to: 3)
    #expect(fitted.dropped == ["extra", "last"])
    #expect(fitted.table.columns.count == 2)
  }

  @Test func `a footnote's mark does not move the digits`() {
    var table = PlainTable(columns: [PlainTable.Column("n", .right)])
    table.rows = [
      PlainTable.Row([PlainTable.Cell("12", mark: "¹")]), PlainTable.Row([PlainTable.Cell("7")]),
      PlainTable.Row([PlainTable.Cell("135", mark: "¹²")], isRuled: true),
    ]
    #expect(table.lines(color: false) == ["    n", " 12¹", "  7", "─────", "135¹²"])
  }

  @Test func `empty columns go and short rows are filled`() {
    var table = PlainTable(columns: [PlainTable.Column(""), PlainTable.Column("")])
    table.rows = [PlainTable.Row([PlainTable.Cell("a")]), PlainTable.Row([])]
    #expect(table.lines(color: false) == ["a", ""])
    #expect(table.withoutEmptyColumns.columns.count == 1)
  }
}
