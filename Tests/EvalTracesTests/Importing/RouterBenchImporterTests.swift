@testable import EvalTraces
import Testing

struct RouterBenchImporterTests {
  private let folder: ImportFolder

  init() throws {
    folder = try ImportFolder()
  }

  private func read(_ text: String, figuresOnly: Bool = false) throws -> GoldenDraft {
    try RouterBenchImporter(options: ImportOptions(figuresOnly: figuresOnly))
      .read(folder.write(text, to: "t.csv"))
  }

  private static let header =
    "sample_id,prompt,eval_name,a/b-1.0,c,a/b-1.0|model_response,c|model_response,"
    + "a/b-1.0|total_cost,c|total_cost,oracle_model_to_route_to\n"

  @Test func `a wide row becomes a trace`() throws {
    let draft = try read(
      Self.header
        + "x.1,\"['Be brief.', \"\"It's 5?\\n\"\"]\",mbpp,0.25,1.0,['no'],\"[\"\"y\"\"]\",7.5e-05,0.0001,c\n"
    )
    #expect(
      draft.traces.map(\.json) == [
        #"{"id":"x.1","messages":[{"role":"user","content":"Be brief."},"#
          + #"{"role":"user","content":"It's 5?\n"}],"cohorts":{"eval_name":"mbpp"},"#
          + #""outcomes":{"a/b-1.0":{"quality":0.25,"cost_usd":0.000075,"response":"no"},"#
          + #""c":{"quality":1,"cost_usd":0.0001,"response":"y"}},"signals":{"prompt_length":17}}"#
      ])
    #expect(draft.manifest.models.map(\.name) == ["a/b-1.0", "c"])
    #expect(draft.manifest.models.allSatisfy { $0.price == nil })
  }

  @Test func `figures only hold no text`() throws {
    let draft = try read(Self.header + "x,Plain text,arc,0,1,no,yes,,0.1,c\n", figuresOnly: true)
    #expect(
      draft.traces.map(\.json) == [
        #"{"id":"x","cohorts":{"eval_name":"arc"},"outcomes":{"a/b-1.0":{"quality":0},"#
          + #""c":{"quality":1,"cost_usd":0.1}},"signals":{"prompt_length":10}}"#
      ])
  }

  @Test func `cells that do not fit are reported by line and column`() throws {
    let found = complaints(in: folder) {
      _ = try read(Self.header + ",p,e,1.5,,r,r,-1,free,c\n")
    }
    #expect(
      found == [
        "t.csv:2: sample_id: is empty; every row needs an id",
        "t.csv:2: a/b-1.0: must be 0 to 1, is `1.5`",
        "t.csv:2: c: must be 0 to 1, is empty",
      ])
    let costs = complaints(in: folder) { _ = try read(Self.header + "x,p,e,1,1,r,r,-1,free,c\n") }
    #expect(
      costs == [
        "t.csv:2: a/b-1.0|total_cost: must be a cost in USD, 0 to 1000, is `-1`",
        "t.csv:2: c|total_cost: must be a cost in USD, 0 to 1000, is `free`",
      ])
  }

  @Test func `missing columns are reported, all of them`() throws {
    let found = complaints(in: folder) { _ = try read("id,prompt,m|total_cost\nx,p,1\n") }
    #expect(found.count == 4)
    #expect(found[0].hasPrefix("t.csv:1: there is no column `sample_id`"))
    #expect(found[1].hasPrefix("t.csv:1: there is no column `eval_name`"))
    #expect(found[2].hasPrefix("t.csv:1: `m|total_cost` stands here without `m`"))
    #expect(found[3].hasPrefix("t.csv:1: no model: "))
  }

  @Test(arguments: [
    (#"['a']"#, ["a"]), (#"["it's", 'x']"#, ["it's", "x"]),
    (#"['\n\t\\\'\x41\u00e9\U0001f986']"#, ["\n\t\\'Aé🦆"]), (#"[ 'a' , 'b' ]"#, ["a", "b"]),
    (#"['']"#, [""]),
  ])
  func `a Python list of strings is read`(text: String, items: [String]) {
    #expect(PythonTexts.parse(text) == items)
  }

  @Test(arguments: [
    "", "plain", "[", "[]", "['a'", "['a'] and more", "['a' 'b']", "[1]", #"['\ud800']"#,
    #"['\q']"#, "['a\\", "['a',]",
  ])
  func `any other text is none`(text: String) {
    #expect(PythonTexts.parse(text) == nil)
  }
}
