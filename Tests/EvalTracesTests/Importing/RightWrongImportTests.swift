import EvalTraces
import Testing

struct RightWrongImportTests {
  private typealias Fixture = RouteLLMFixture
  private let fixture: RouteLLMFixture

  init() throws {
    fixture = try RouteLLMFixture()
  }

  private func read(_ importer: RouteLLMImporter) throws -> GoldenDraft {
    try importer.read(fixture.folder.path)
  }

  @Test func `a problem of GSM8K is a trace by its row`() throws {
    try fixture.writeGSM8K()
    let draft = try read(fixture.importer(.gsm8k, keepContaminated: true))
    #expect(draft.traces.map(\.id) == ["gsm8k-0001", "gsm8k-0002", "gsm8k-0003", "gsm8k-0004"])
    #expect(
      draft.traces.map { $0.outcomes.map(\.model) }.allSatisfy {
        $0 == [Fixture.strong, Fixture.weak]
      })
    #expect(
      draft.traces.map { $0.outcomes.map(\.quality) } == [[1, 1], [1, 0], [0, 0], [0, 1]])
    #expect(
      draft.traces.map { $0.cohorts.map(\.level) } == [["short"], ["medium"], ["long"], ["short"]])
    #expect(draft.traces[1].outcomes.map(\.response) == ["say \"hi\"", "two\nlines"])
    #expect(draft.traces[1].outcomes.map(\.inputTokens) == [45, 45])
    #expect(draft.traces[1].outcomes.map(\.outputTokens) == [2, 3])
    #expect(draft.traces[2].outcomes.map(\.outputTokens) == [1, 1])
    #expect(draft.traces[1].signals == PromptFigures(String(repeating: "é", count: 180)).signals)
  }

  @Test func `rows keep their numbers where contaminated ones are left out`() throws {
    try fixture.writeGSM8K(contaminated: ["short one", "nowhere"])
    let draft = try read(fixture.importer(.gsm8k))
    #expect(draft.traces.map(\.id) == ["gsm8k-0002", "gsm8k-0003", "gsm8k-0004"])
    #expect(draft.leftOut == [GoldenDraft.Omission(what: "contaminated prompts", count: 1)])
    #expect(draft.warnings == ["1 of the 2 contaminated prompts are not in the data"])
    #expect(draft.manifest.description.hasPrefix("GSM8K: 3 word problems"))
  }

  @Test func `without a list of contaminated prompts one must ask for all of them`() throws {
    try fixture.writeGSM8K()
    let other = try ImportFolder()
    try other.write(fixture.folder.text("gsm8k/gsm8k_responses.csv"), to: "gsm8k_responses.csv")
    let found = complaints(in: other) { _ = try fixture.importer(.gsm8k).read(other.path) }
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("contaminated_prompts.jsonl: does not exist") == true)
    #expect(found.first?.hasSuffix("pass --keep-contaminated to keep all of them") == true)
    let kept = try fixture.importer(.gsm8k, keepContaminated: true).read(other.path)
    #expect(kept.traces.count == 4)
  }

  @Test func `figures only hold no text`() throws {
    try fixture.writeGSM8K()
    let draft = try read(fixture.importer(.gsm8k, keepContaminated: true, figuresOnly: true))
    #expect(draft.traces.allSatisfy { $0.messages.isEmpty && $0.signals.count == 3 })
    #expect(draft.traces.flatMap(\.outcomes).allSatisfy { $0.response == nil })
    #expect(draft.traces[1].outcomes.map(\.outputTokens) == [2, 3])
  }

  @Test func `a value that is neither True nor False is reported`() throws {
    try fixture.writeGSM8K(rows: "a,True,yes,x,y\n\"b\nc\",,False,x,y\n")
    let found = complaints(in: fixture.folder) { _ = try read(fixture.importer(.gsm8k)) }
    #expect(
      found == [
        "gsm8k/gsm8k_responses.csv:2: \(Fixture.strong): must be True or False, is `yes`",
        "gsm8k/gsm8k_responses.csv:3: \(Fixture.weakSource): must be True or False, is empty",
      ])
  }

  @Test func `a question of MMLU has its subject and field`() throws {
    try fixture.writeMMLU("anatomy", rows: "q1,True,True\nq2,False,True\n")
    try fixture.writeMMLU("jurisprudence", rows: "q3,False,False\n")
    let draft = try read(fixture.importer(.mmlu, keepContaminated: true))
    #expect(
      draft.traces.map(\.id) == [
        "mmlu-anatomy-0001", "mmlu-anatomy-0002", "mmlu-jurisprudence-0001",
      ])
    #expect(
      draft.traces.map { $0.cohorts.map(\.level) } == [
        ["anatomy", "medicine"], ["anatomy", "medicine"], ["jurisprudence", "law"],
      ])
    #expect(draft.traces[0].cohorts.map(\.name) == ["subject", "field"])
    #expect(
      draft.traces.flatMap(\.outcomes).allSatisfy { $0.outputTokens == 1 && $0.response == nil })
    #expect(draft.warnings == ["55 of 57 subjects have no file, `abstract_algebra` for one"])
  }

  @Test func `identical prompts are traces of their own and pointed out`() throws {
    try fixture.writeMMLU(
      "anatomy", rows: "bad,True,True\nsame,True,True\nother,True,True\nsame,True,True\n")
    try fixture.writeMMLU("virology", rows: "same,True,True\nbad,True,True\n")
    try fixture.writeContaminated(["bad"], to: "mmlu")
    let draft = try read(fixture.importer(.mmlu))
    #expect(
      draft.traces.map(\.id) == [
        "mmlu-anatomy-0002", "mmlu-anatomy-0003", "mmlu-anatomy-0004", "mmlu-virology-0001",
      ])
    #expect(draft.traces.allSatisfy { $0.cluster == nil })
    #expect(draft.warnings.contains { $0.hasPrefix("2 prompts repeat an earlier one") })
    #expect(draft.leftOut.map(\.count) == [2])
  }

  @Test func `a subject in which the strong model nearly always fails is pointed out`() throws {
    let rows = "a,True,False\nb,True,False\nc,True,True\nd,False,False\n"
    try fixture.writeMMLU("astronomy", rows: rows)
    let draft = try read(fixture.importer(.mmlu, keepContaminated: true))
    let sentence =
      "In astronomy the source marks the strong model right on 1 of 4 questions and the"
      + " weak one on 3: likely a defect of the source, kept as it is."
    #expect(draft.warnings.last == sentence)
    #expect(draft.manifest.source.note?.hasSuffix(sentence) == true)
  }

  @Test func `mistakes of all subjects are reported together`() throws {
    try fixture.writeMMLU("anatomy", rows: "q,maybe,True\n")
    try fixture.writeMMLU("anatommy", rows: "q,True,True\n")
    try fixture.writeMMLU("virology", rows: "q,True\n")
    let found = complaints(in: fixture.folder) {
      _ = try read(fixture.importer(.mmlu, keepContaminated: true))
    }
    #expect(found.count == 3)
    #expect(
      found[0]
        == "mmlu/mmlu_anatommy.csv: `anatommy` is not one of MMLU's subjects (did you mean `anatomy`?)"
    )
    #expect(
      found[1]
        == "mmlu/mmlu_anatomy.csv:2: \(Fixture.weakSource): must be True or False, is `maybe`")
    #expect(found[2].hasPrefix("mmlu/mmlu_virology.csv:2: this row has 2 fields") == true)
  }

  @Test func `a folder may be the benchmark's own or the one around it`() throws {
    try fixture.writeGSM8K()
    let importer = fixture.importer(.gsm8k)
    #expect(try importer.read(fixture.folder.path) == importer.read(fixture.folder.path + "/"))
    #expect(try importer.read(fixture.folder.file("gsm8k")).traces.count == 3)
  }

  @Test func `a folder with something else is refused`() throws {
    let found = complaints(in: fixture.folder) {
      _ = try fixture.importer(.gsm8k).read(fixture.folder.file("other"))
    }
    #expect(
      found == [
        "other: holds no gsm8k data: give RouteLLM's folder with `gsm8k` in it, or the folder with"
          + " `gsm8k_responses.csv`"
      ])
  }

  @Test func `prompts of one's own are for MT-Bench only`() {
    let found = complaints {
      _ = try fixture.importer(.gsm8k, promptsFile: "p.jsonl").read(fixture.folder.path)
    }
    #expect(
      found == ["p.jsonl: prompts of one's own are for mt-bench only; leave them out for gsm8k"])
  }
}
