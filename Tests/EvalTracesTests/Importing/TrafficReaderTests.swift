import EvalCore
import EvalTraces
import Testing

struct TrafficReaderTests {
  private let folder: ImportFolder

  init() throws {
    folder = try ImportFolder()
  }

  private func read(
    _ text: String, _ name: String = "t.csv", map: [String] = []
  ) throws -> QuerySample {
    try TrafficReader(map: TrafficMap(parsing: map)).read(folder.write(text, to: name))
  }

  private func mistakes(_ text: String, _ name: String = "t.csv", map: [String] = []) -> [String] {
    complaints(in: folder) { _ = try read(text, name, map: map) }
  }

  private func values(_ sample: QuerySample, _ feature: String) -> [Double]? {
    sample.numbers.first { $0.feature == feature }?.values
  }

  @Test func `a CSV table is read by the map`() throws {
    let sample = try read(
      "q,in,out,s,lang,chat\nwhät?,12,3,0.5,de,a\n\"a,b\",7,,0.25,en,b\nx,8,2,1,,a\n",
      map: [
        "prompt=q", "input_tokens=in", "output_tokens=out", "signal.win=s", "cohort.language=lang",
        "cluster=chat",
      ])
    #expect(sample.count == 3)
    #expect(values(sample, "prompt_length") == [5, 3, 1])
    #expect(values(sample, "input_tokens") == [12, 7, 8])
    #expect(values(sample, "output_tokens")?[1].isNaN == true)
    #expect(values(sample, "signal.win") == [0.5, 0.25, 1])
    #expect(sample.labels.map(\.levels) == [["de", "en", "∅"]])
    #expect(sample.labels.map(\.codes) == [[0, 1, 2]])
    #expect(sample.clusters == [0, 1, 0])
    #expect(
      sample.features == [
        "prompt_length", "input_tokens", "output_tokens", "cohort.language", "signal.win",
      ])
  }

  @Test func `clusters of one are none`() throws {
    #expect(
      try read("c,n\na,1\nb,2\n,3\n,4\n", map: ["cluster=c", "input_tokens=n"]).clusters == nil)
  }

  @Test func `JSON Lines have a golden's keys`() throws {
    let sample = try read(
      #"{"id":"a","messages":[{"role":"system","content":"äb"},{"role":"user","content":"c"}],"#
        + #""cohorts":{"topic":"math"},"signals":{"win":0.5,"prompt_length":9},"cluster":"k"}"#
        + "\n"
        + #"{"prompt_length":7,"labels":{"topic":"law"},"input_tokens":4,"weight":1,"cluster":"k"}"#
        + "\n" + #"{"signals":{"prompt_length":8},"extra":{"any":[]}}"# + "\n",
      "t.jsonl")
    #expect(values(sample, "prompt_length") == [3, 7, 8])
    #expect(values(sample, "input_tokens")?.map(\.isNaN) == [true, false, true])
    #expect(sample.labels.map(\.levels) == [["law", "math", "∅"]])
    #expect(sample.clusters == [0, 0, 1])
  }

  @Test func `JSON Lines may be mapped by pointer`() throws {
    let sample = try read(
      #"{"usage":{"in":5},"p":[{"role":"user","content":"abc"}]}"# + "\n", "t.ndjson",
      map: ["input_tokens=/usage/in", "prompt=p"])
    #expect(values(sample, "input_tokens") == [5])
    #expect(values(sample, "prompt_length") == [3])
  }

  @Test func `every cell that does not fit is named by line and column`() {
    #expect(
      mistakes(
        "in,s\n1,0\n-2,x\n1.5,nan\n", map: ["input_tokens=in", "signal.win=s"]) == [
          "t.csv:3: in: must be a whole number from 0 to 1000000000000, is `-2`",
          "t.csv:3: s: must be a number, is `x`",
          "t.csv:4: in: must be a whole number from 0 to 1000000000000, is `1.5`",
          "t.csv:4: s: must be a number, is `nan`",
        ])
  }

  @Test func `mistakes of a golden's keys are named by line`() {
    let lines =
      #"{"promt_length":3}"# + "\n" + #"{"weight":2,"cohorts":[1]}"# + "\n"
      + #"{"messages":[{"role":"user"}]}"# + "\n" + #"{"signals":{"win":"high"}}"# + "\n"
    let found = mistakes(lines, "t.jsonl")
    #expect(found.count == 5)
    #expect(
      found[0].hasPrefix("t.jsonl:1: unknown key `promt_length` (did you mean `prompt_length`?)"))
    #expect(found[1] == "t.jsonl:2: weight: must be 1 or left out: traffic is counted line by line")
    #expect(found[2] == "t.jsonl:2: cohorts: must be an object of name and value, is a list")
    #expect(
      found[3] == "t.jsonl:3: messages: every message must be an object with the texts `role` and"
        + " `content`")
    #expect(found[4] == "t.jsonl:4: signals.win: must be a number, is `high`")
  }

  @Test func `what cannot be read says what to do`() {
    #expect(
      mistakes("a\n1\n") == [
        "t.csv: nothing says what its columns are; give at least one `--map TARGET=COLUMN`, such as"
          + " `--map prompt=question`"
      ])
    #expect(
      mistakes("a\n1\n", "t.txt", map: ["input_tokens=a"]) == [
        "t.txt: its name does not tell what it is; pass --format csv or jsonl"
      ])
    #expect(mistakes("a\n", map: ["input_tokens=a"]) == ["t.csv: holds no row"])
    #expect(mistakes("", "t.jsonl") == ["t.jsonl: holds no row"])
    #expect(
      mistakes("tokens\n1\n", map: ["input_tokens=token"]) == [
        "t.csv:1: there is no column `token` (did you mean `tokens`?); the columns are `tokens`"
      ])
    #expect(mistakes(#"{"id":"a"}"#, "t.jsonl")[0].hasPrefix("t.jsonl: no line has anything"))
  }

  @Test func `options that are wrong are reported together`() {
    #expect(
      complaints { _ = try TrafficMap(parsing: ["prompt", "promt=a", "cohort.=b", "cluster=c"]) }
        == [
          "--map prompt: write it as TARGET=COLUMN, such as `input_tokens=ContextTokens`",
          "--map promt=a: `promt` is not a target (did you mean `prompt`?); known are prompt,"
            + " prompt_length, input_tokens, output_tokens, cluster, cohort.NAME, signal.NAME",
          "--map cohort.=b: `cohort.` is not a target (did you mean `cohort`?); known are prompt,"
            + " prompt_length, input_tokens, output_tokens, cluster, cohort.NAME, signal.NAME",
        ])
    #expect(
      complaints { _ = try TrafficMap(parsing: ["cluster=a", "cluster=b"]) }
        == ["--map cluster=b: `cluster` is mapped twice; keep one"])
    #expect(
      complaints { _ = try TrafficMap(parsing: ["prompt=a", "prompt_length=b"]) }
        == ["--map: `prompt` and `prompt_length` both give the length; keep one"])
  }
}
