import EvalSystem
import EvalTraces
import Testing

struct CSVReaderTests {
  private func parse(_ text: String) throws -> CSVTable {
    try CSVReader.parse(Array(text.utf8), file: "t.csv")
  }

  private func fields(_ text: String) throws -> [[String]] {
    try parse(text).rows.map(\.fields)
  }

  @Test func `a plain table has a header and rows`() throws {
    let table = try parse("a,b\n1,2\n3,4\n")
    #expect(table.header == ["a", "b"])
    #expect(table.rows.map(\.fields) == [["1", "2"], ["3", "4"]])
    #expect(table.rows.map(\.line) == [2, 3])
  }

  @Test func `the last line end may be missing`() throws {
    #expect(try fields("a,b\n1,2") == [["1", "2"]])
    #expect(try fields("a,b\n1,") == [["1", ""]])
    #expect(try fields("a,b\n1,\"x\"") == [["1", "x"]])
  }

  @Test func `lines may end in CRLF`() throws {
    let table = try parse("a,b\r\n1,2\r\n\"x\",\"y\"\r\n")
    #expect(table.header == ["a", "b"])
    #expect(table.rows.map(\.fields) == [["1", "2"], ["x", "y"]])
    #expect(table.rows.map(\.line) == [2, 3])
  }

  @Test func `quoted fields hold commas, doubled quotes and line breaks`() throws {
    let table = try parse("a,b\n\"x,y\",\"say \"\"hi\"\"\nthere\r\n\"\n\"\"\"\",z\n")
    #expect(table.rows.map(\.fields) == [["x,y", "say \"hi\"\nthere\r\n"], ["\"", "z"]])
    #expect(table.rows.map(\.line) == [2, 5])
  }

  @Test func `empty fields stay`() throws {
    #expect(try fields("a,b,c\n,,\n\"\",,\"\"\n") == [["", "", ""], ["", "", ""]])
  }

  @Test func `spaces belong to the field`() throws {
    #expect(try fields("a,b\n 1 ,2 \n") == [[" 1 ", "2 "]])
  }

  @Test func `a byte order mark is passed over`() throws {
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("\"a\",b\n1,2\n".utf8)
    #expect(try CSVReader.parse(bytes, file: "t.csv").header == ["a", "b"])
  }

  @Test func `blank lines are passed over and counted`() throws {
    let table = try parse("\na,b\n\n1,2\n\r\n3,4\n\n")
    #expect(table.rows.map(\.line) == [4, 6])
  }

  @Test func `a quoted empty field is a row of one column`() throws {
    #expect(try fields("a\n\"\"\nx\n") == [[""], ["x"]])
  }

  @Test func `text beyond ASCII comes through`() throws {
    #expect(try fields("a,b\nnaïve,\"日本\u{2028}語 🦆\"\n") == [["naïve", "日本\u{2028}語 🦆"]])
  }

  @Test func `rows of a wrong width are reported by the line where they start`() {
    let found = complaints { _ = try parse("a,b\n1\n\"x\ny\",2,3\n4,5\n") }
    #expect(found.count == 2)
    #expect(found.first?.hasPrefix("t.csv:2: this row has 1 field, the header names 2") == true)
    #expect(found.last?.hasPrefix("t.csv:3: this row has 3 fields, the header names 2") == true)
  }

  @Test func `an open quote is reported where it opens`() {
    let found = complaints { _ = try parse("a,b\n1,2\n3,\"oops\n4,5\n") }
    #expect(found == ["t.csv:3: the quote opened here is never closed"])
  }

  @Test func `misplaced quotes are reported with their line`() {
    let found = complaints { _ = try parse("a,b\nsi\"x,2\n\"y\"z,3\n") }
    #expect(found.count == 2)
    #expect(found.first?.hasPrefix("t.csv:2: a quote inside a field") == true)
    #expect(found.last?.hasPrefix("t.csv:3: text after a closing quote") == true)
  }

  @Test func `a lone carriage return is reported, not taken for a row's end`() {
    let found = complaints { _ = try parse("a,b\r1,2\r") }
    #expect(
      found.first == "t.csv:1: a line ends in CR alone; save the file with LF or CRLF line ends")
  }

  @Test func `every line that is not UTF-8 is reported`() {
    let bytes = Array("a,b\n1,2\n".utf8) + [0x63, 0xE9, 0x2C, 0x0A] + Array("3,4\n".utf8) + [0xFF]
    let found = complaints { _ = try CSVReader.parse(bytes, file: "t.csv") }
    #expect(
      found == [
        "t.csv:3: is not UTF-8 here; save the file as UTF-8",
        "t.csv:5: is not UTF-8 here; save the file as UTF-8",
      ])
  }

  @Test func `UTF-16 is called by its name`() {
    let found = complaints { _ = try CSVReader.parse([0xFF, 0xFE, 0x61, 0], file: "t.csv") }
    #expect(found == ["t.csv: is UTF-16; save it as UTF-8"])
  }

  @Test func `a column named twice is reported`() {
    let found = complaints { _ = try parse("a,b,a\n1,2,3\n") }
    #expect(found == ["t.csv:1: the columns 1 and 3 are both named `a`; rename one"])
  }

  @Test(arguments: ["", "\n", "\r\n\n"]) func `an empty file has no header`(text: String) {
    let found = complaints { _ = try parse(text) }
    #expect(found == ["t.csv: is empty; the first row must name the columns"])
  }

  @Test func `many mistakes are capped and counted`() {
    let text = "a,b\n" + String(repeating: "1\n", count: 30)
    let found = complaints { _ = try parse(text) }
    #expect(found.count == ProblemLog.limit + 1)
    #expect(found.last == "t.csv: and 10 more like these")
  }

  @Test func `a missing file is reported by name`() {
    #expect(complaints { _ = try CSVReader.read("no.csv") } == ["no.csv: does not exist"])
  }

  @Test func `an unknown column is reported with the nearest and all of them`() throws {
    var log = ProblemLog(file: "t.csv")
    #expect(try parse("score,prompt\n1,2\n").index(of: "scores", log: &log) == nil)
    #expect(
      log.problems.map(\.description) == [
        "t.csv:1: there is no column `scores` (did you mean `score`?);"
          + " the columns are `score`, `prompt`"
      ])
  }
}
