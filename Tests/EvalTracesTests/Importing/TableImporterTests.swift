import EvalTraces
import Testing

struct TableImporterTests {
  private let folder: ImportFolder

  init() throws {
    folder = try ImportFolder()
  }

  private func importer(
    _ map: [String], format: TableFormat? = nil, max: Double = 1, prices: [String] = [],
    figuresOnly: Bool = false
  ) throws -> TableImporter {
    TableImporter(
      map: try ColumnMap(parsing: map), format: format,
      quality: ManifestDraft.Quality(min: 0, max: max), prices: try PriceOption.parse(prices),
      options: ImportOptions(figuresOnly: figuresOnly))
  }

  private func read(_ text: String, _ name: String, _ importer: TableImporter) throws -> GoldenDraft
  {
    try importer.read(folder.write(text, to: name))
  }

  private static let map = [
    "id=qid", "prompt=question", "cluster=group", "user=who", "conversation=chat", "weight=n",
    "cohort.topic=topic", "signal.score=s", "quality.big=q1", "quality.small=q2",
    "input_tokens.big=in", "output_tokens.big=out", "cost_usd.big=usd", "latency_ms.big=ms",
    "response.big=answer", "rating.big=stars",
  ]

  @Test func `a CSV table becomes traces`() throws {
    let draft = try read(
      "qid,question,group,who,chat,n,topic,s,q1,q2,in,out,usd,ms,answer,stars,note\n"
        + "a,\"What,\nnow?\",g,u,c,3,math,0.25,True,0.5,12,34,0.0001,99.5,This,4.5,-\n"
        + "b,Hm,b,,,,,,false,1,,,,,,,-\n",
      "runs.csv", importer(Self.map, prices: ["big=10/30"]))
    #expect(
      draft.traces[0].json
        == #"{"id":"a","cluster":"g","weight":3,"user":"u","conversation":"c","#
        + #""messages":[{"role":"user","content":"What,\nnow?"}],"cohorts":{"topic":"math"},"#
        + #""outcomes":{"big":{"quality":1,"input_tokens":12,"output_tokens":34,"cost_usd":0.0001,"#
        + #""latency_ms":99.5,"rating":4.5,"response":"This"},"small":{"quality":0.5}},"signals":{"score":0.25}}"#
    )
    #expect(
      draft.traces[1].json
        == #"{"id":"b","messages":[{"role":"user","content":"Hm"}],"#
        + #""outcomes":{"big":{"quality":0},"small":{"quality":1}}}"#)
    #expect(draft.manifest.name == "runs")
    #expect(draft.manifest.models.map { $0.price?.inputPerMillionUSD } == [10, nil])
    #expect(draft.warnings == ["columns that became nothing: `note`"])
  }

  @Test func `JSON Lines are read by key and by pointer`() throws {
    let draft = try read(
      #"{"k":1,"p":[{"role":"system","content":"S"},{"role":"user","content":"U"}],"#
        + #""usage":{"in/a":5,"out~b":[6]},"ok":true,"lang":"de"}"# + "\n"
        + #"{"k":2,"p":"text","usage":{"in/a":null},"ok":false}"# + "\n",
      "runs.jsonl",
      importer([
        "id=k", "prompt=p", "quality.m=ok", "input_tokens.m=/usage/in~1a",
        "output_tokens.m=/usage/out~0b/0", "cohort.language=lang",
      ]))
    #expect(
      draft.traces.map(\.json) == [
        #"{"id":"1","messages":[{"role":"system","content":"S"},{"role":"user","content":"U"}],"#
          + #""cohorts":{"language":"de"},"#
          + #""outcomes":{"m":{"quality":1,"input_tokens":5,"output_tokens":6}}}"#,
        #"{"id":"2","messages":[{"role":"user","content":"text"}],"outcomes":{"m":{"quality":0}}}"#,
      ])
    #expect(draft.warnings == [])
  }

  @Test func `without an id the row's number is one`() throws {
    let rows = (1...12).map { "\($0 % 2)\n" }.joined()
    let draft = try read("q\n" + rows, "t.csv", importer(["quality.m=q"]))
    #expect(draft.traces.map(\.id).first == "01")
    #expect(draft.traces.map(\.id).last == "12")
  }

  @Test func `every cell that does not fit is reported by line and column`() throws {
    let found = complaints(in: folder) {
      _ = try read(
        "qid,question,group,who,chat,n,topic,s,q1,q2,in,out,usd,ms,answer,stars\n"
          + ",x,,,,1.5,,high,2,,-1,1.5,-3,1e99,,6\n",
        "t.csv", importer(Self.map))
    }
    #expect(
      found == [
        "t.csv:2: qid: is empty; every row needs an id",
        "t.csv:2: n: must be a whole number from 1 to 1000000, is `1.5`",
        "t.csv:2: q1: 2 is outside the scale 0 to 1; set it with --quality-min and --quality-max",
        "t.csv:2: in: must be a whole number from 0 to 1000000000000, is `-1`",
        "t.csv:2: out: must be a whole number from 0 to 1000000000000, is `1.5`",
        "t.csv:2: usd: must be a number from 0 to 1000, is `-3`",
        "t.csv:2: ms: must be a number from 0 to 1000000000, is `1e99`",
        "t.csv:2: stars: must be a number from 1 to 5, is `6`",
        "t.csv:2: q2: is empty; every row needs a quality of `small`",
        "t.csv:2: s: must be a number, is `high`",
      ])
  }

  @Test func `a message that is none is reported`() throws {
    let found = complaints(in: folder) {
      _ = try read(
        #"{"p":[{"role":"user"}],"q":1}"# + "\n", "t.jsonl", importer(["prompt=p", "quality.m=q"]))
    }
    #expect(
      found == [
        "t.jsonl:1: p: every message must be an object with the texts `role` and `content`"
      ])
  }

  @Test func `a column that the table lacks is reported with the nearest`() throws {
    let map = ["id=qid", "quality.m=scores", "cost_usd.m=/usage/usd"]
    let csv = complaints(in: folder) {
      _ = try read("qid,score\na,1\n", "t.csv", importer(Array(map.prefix(2))))
    }
    #expect(
      csv == [
        "t.csv:1: there is no column `scores` (did you mean `score`?);"
          + " the columns are `qid`, `score`"
      ])
    let lines = complaints(in: folder) {
      _ = try read(#"{"qid":"a","score":1,"usage":{}}"#, "t.jsonl", importer(map))
    }
    #expect(
      lines == [
        "t.jsonl: there is no column `scores` (did you mean `score`?);"
          + " the columns are `qid`, `score`, `usage`",
        "t.jsonl: there is no column `/usage/usd`; the columns are `qid`, `score`, `usage`",
      ])
  }

  @Test func `figures only keep the prompt's length`() throws {
    let map = ["prompt=p", "quality.m=q", "response.m=r"]
    let text = "p,q,r\nHé,1,yes\n,0,no\n"
    let draft = try read(text, "t.csv", importer(map, figuresOnly: true))
    #expect(
      draft.traces.map(\.json) == [
        #"{"id":"1","outcomes":{"m":{"quality":1}},"signals":{"prompt_length":2}}"#,
        #"{"id":"2","outcomes":{"m":{"quality":0}}}"#,
      ])
    #expect(draft.warnings == ["1 rows have no prompt, that of line 3 for one"])
    let mapped = try read(
      text, "t.csv", importer(map + ["signal.prompt_length=q"], figuresOnly: true))
    #expect(mapped.traces[0].signals == [TraceDraft.Signal("prompt_length", 1)])
  }

  @Test func `an id given twice is reported with both lines`() throws {
    let found = complaints(in: folder) {
      _ = try read("i,q\na,1\nb,1\na,0\n", "t.csv", importer(["id=i", "quality.m=q"]))
        .write(to: folder.file("out"))
    }
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("t.csv:4: the id `a` was already given at ") == true)
    #expect(found.first?.hasSuffix("t.csv:2; ids must be unique") == true)
  }

  @Test func `a price of no model, a bad scale and an unknown ending are reported`() throws {
    let map = ["quality.gpt-4=q"]
    #expect(
      complaints(in: folder) {
        _ = try read("q\n1\n", "t.csv", importer(map, prices: ["gpt4=1/2"]))
      }
        == ["--price gpt4: there is no such model (did you mean `gpt-4`?)"])
    #expect(
      complaints(in: folder) { _ = try read("q\n1\n", "t.csv", importer(map, max: 0)) }
        == ["--quality-min: must be below --quality-max, both within 100000 of 0"])
    #expect(
      complaints(in: folder) { _ = try read("q\n1\n", "t.tsv", importer(map)) }
        == ["t.tsv: its name does not tell what it is; pass --format csv or jsonl"])
    #expect(try read("q\n1\n", "t.tsv", importer(map, format: .csv)).traces.count == 1)
    #expect(
      complaints(in: folder) { _ = try read("q\n", "t.csv", importer(map)) } == [
        "t.csv: holds no row"
      ])
    #expect(
      complaints(in: folder) { _ = try read("", "t.jsonl", importer(map)) } == [
        "t.jsonl: holds no row"
      ])
  }

  @Test func `the summary counts what was written`() throws {
    let draft = try read(
      "i,g,topic,q1,q2\na,x,math,1,0\nb,x,art,0,0\nc,,art,1,0.5\n", "t.csv",
      importer(["id=i", "cluster=g", "cohort.topic=topic", "quality.big=q1", "quality.small=q2"]))
    let golden = try draft.write(to: folder.file("golden"))
    #expect(golden.name == "t")
    #expect(golden.traces == 3)
    #expect(golden.clusters == 2)
    #expect(golden.models.map(\.name) == ["big", "small"])
    #expect(golden.models.map(\.meanQuality) == [2.0 / 3, 0.5 / 3])
    #expect(golden.cohorts.map(\.name) == ["topic"])
    #expect(golden.cohorts[0].levels.map(\.name) == ["art", "math"])
    #expect(golden.cohorts[0].levels.map(\.traces) == [2, 1])
    #expect(
      golden.files.map(\.path) == [
        folder.file("golden/traces.jsonl"), folder.file("golden/golden.yaml"),
      ])
    #expect(
      golden.files.map(\.bytes) == [
        try folder.text("golden/traces.jsonl").utf8.count,
        try folder.text("golden/golden.yaml").utf8.count,
      ])
  }
}
