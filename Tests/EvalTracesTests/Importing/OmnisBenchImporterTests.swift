@testable import EvalTraces
import Testing

struct OmnisBenchImporterTests {
  private let folder: ImportFolder

  init() throws {
    folder = try ImportFolder()
  }

  private func row(
    _ policy: String, _ item: String, _ model: String, passed: Bool = true, cost: Double = 0.1,
    tokens: Int = 5
  ) -> String {
    #"{"policy":"\#(policy)","dataset":"d","item_id":"\#(item)","grader":"match","#
      + #""response_text":"r","chosen_model":"\#(model)","passed":\#(passed),"cost_usd":\#(cost),"#
      + #""input_tokens":\#(tokens),"output_tokens":2,"latency_ms":1.5}"#
  }

  private func read(
    _ rows: [String], figuresOnly: Bool = false, modelsOnly: Bool = false
  ) throws -> GoldenDraft {
    let text =
      #"{"provenance":{"run_date":"2026-08-19"},"items":[\#(rows.joined(separator: ","))]}"#
    return try OmnisBenchImporter(
      options: ImportOptions(figuresOnly: figuresOnly), modelsOnly: modelsOnly
    ).read(folder.write(text, to: "o.json"))
  }

  private var rows: [String] {
    [
      row("big", "x", "m/big", cost: 0.9), row("big", "y", "m/big", cost: 0.8),
      row("mixed", "x", "m/small", cost: 0.1), row("mixed", "y", "m/middle", cost: 0.4),
      row("small", "x", "m/small", passed: false, cost: 0.1, tokens: 7),
      row("small", "y", "m/small", cost: 0.2),
    ]
  }

  @Test
  func `constant policies are models, others stand beside them with their choices as a label`()
    throws
  {
    let draft = try read(rows, figuresOnly: true)
    #expect(draft.manifest.models.map(\.name) == ["m/small", "policy/mixed", "m/big"])
    #expect(
      draft.traces.first?.json
        == #"{"id":"x","cohorts":{"dataset":"d","mixed_chose":"m/small"},"outcomes":{"#
        + #""m/small":{"quality":0,"input_tokens":7,"output_tokens":2,"cost_usd":0.1,"#
        + #""latency_ms":1.5},"policy/mixed":{"quality":1,"input_tokens":5,"output_tokens":2,"#
        + #""cost_usd":0.1,"latency_ms":1.5},"m/big":{"quality":1,"input_tokens":5,"#
        + #""output_tokens":2,"cost_usd":0.9,"latency_ms":1.5}},"signals":{"input_tokens":7}}"#)
    #expect(draft.manifest.recorded.date == "2026-08-19")
    #expect(draft.manifest.source.note?.hasPrefix("policy/mixed is no model") == true)
    #expect(draft.warnings.count == 1)
  }

  @Test func `models only leaves the others out, says so, and keeps what they chose`() throws {
    let draft = try read(rows, modelsOnly: true)
    #expect(draft.manifest.models.map(\.name) == ["m/small", "m/big"])
    #expect(draft.leftOut.map(\.count) == [1])
    #expect(draft.traces[1].cohorts.map(\.level) == ["d", "m/middle"])
    #expect(draft.traces[1].outcomes[0].response == "r")
    #expect(draft.warnings.isEmpty)
  }

  @Test func `a policy that did not answer every item is left out and counted`() throws {
    let draft = try read(rows + [row("half", "x", "m/half")])
    #expect(draft.manifest.models.count == 3)
    #expect(draft.leftOut.first?.what.contains("half") == true)
  }

  @Test func `rows that do not fit are reported by their place`() throws {
    let found = complaints(in: folder) { _ = try read([rows[0], #"{"policy":"p"}"#, "3"]) }
    #expect(
      found == [
        "o.json: items[1].dataset: must be a text, is nothing",
        "o.json: items[1].item_id: must be a text, is nothing",
        "o.json: items[1].chosen_model: must be a text, is nothing",
        "o.json: items[1].passed: must be true or false, is nothing",
        "o.json: items[2]: must be an object, is 3",
      ])
  }

  @Test func `a second answer to an item, one policy alone and another file are refused`() throws {
    #expect(
      complaints(in: folder) { _ = try read(rows + [rows[0]]) }
        == ["o.json: the policy `big` answers the item `x` twice"])
    #expect(
      complaints(in: folder) { _ = try read(Array(rows[0..<2])) }[0]
        .contains("fewer than two policies"))
    let other = try folder.write("[1]", to: "other.json")
    let found = complaints(in: folder) { _ = try OmnisBenchImporter().read(other) }
    #expect(found[0].contains("is not OmnisBench's results"))
  }

  @Test(
    .enabled(if: SharedImportData.hasOmnisBench, "../shared/data/omnisbench is not here"))
  func `the real results make a ladder of four, with the published means`() throws {
    let file = SharedImportData.path + "/omnisbench/results-2026-08-19.json"
    let draft = try OmnisBenchImporter().read(file)
    let golden = try draft.write(to: folder.file("golden"))
    #expect(golden.traces == 364)
    #expect(
      golden.models.map(\.name) == [
        "openai/gpt-5-nano", "policy/oracle", "policy/random", "anthropic/claude-opus-5",
      ])
    let means = golden.models.compactMap(\.meanQuality)
    // 344, 363, 350 and 361 of 364 pass, as the leaderboard has it.
    let published = [344, 363, 350, 361].map { $0 / 364.0 }
    #expect(zip(means, published).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(golden.cohorts.map(\.name) == ["dataset", "oracle_chose", "random_chose"])
  }
}
