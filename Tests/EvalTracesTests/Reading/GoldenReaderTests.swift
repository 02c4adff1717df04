import EvalCore
import EvalSystem
import EvalTestSupport
import EvalTraces
import Foundation
import Testing

struct GoldenReaderTests {
  private static let lines = [
    #"{"id":"b","cluster":"c1","weight":3,"messages":[{"role":"user","content":"hé"}],"#
      + #""cohorts":{"category":"math","turn":"1"},"#
      + #""outcomes":{"big":{"quality":0.75,"input_tokens":31,"output_tokens":402,"#
      + #""cached_input_tokens":8,"reasoning_tokens":7,"cost_usd":0.0123456789,"latency_ms":9120.5,"#
      + #""total_tokens":433,"confidence":0.5,"rating":4,"seed":3,"response":"r","extra":{"a":[1]}},"#
      + #""small":{"quality":0.25}},"signals":{"win_rate":0.61},"user":"u","conversation":"v","#
      + #""extra":{"free":null}}"#,
    #"{"outcomes":{"small":{"quality":1},"big":{"quality":0.000001}},"id":"a","cohorts":{"turn":"2"},"#
      + #""signals":{"other":-3}}"#,
    #"{"id":"c","cluster":"c1","outcomes":{"big":{"quality":1e0,"input_tokens":5},"#
      + #""small":{"quality":0}},"messages":[]}"#,
  ]

  private static func reading() throws -> GoldenReader.Reading {
    try GoldenText(lines: lines).read()
  }

  @Test func `traces stand in the byte order of their ids`() throws {
    let golden = try Self.reading().golden
    #expect((0..<golden.count).map { golden.ids[$0] } == ["a", "b", "c"])
    #expect(golden.name == "demo")
    #expect(golden.models == ["big", "small"])
    #expect(golden.scale == QualityScale(min: 0, max: 1))
    #expect(golden.sha256.count == 64)
  }

  @Test func `clusters are numbered by their first trace, an own id where none is named`() throws {
    let golden = try Self.reading().golden
    #expect(golden.clusters == [0, 1, 1])
    #expect(golden.clusterCount == 2)
  }

  @Test func `outcomes are integers, missing ones marked`() throws {
    let outcomes = try Self.reading().golden.outcomes
    #expect(outcomes[0].quality == [1, 750_000, 1_000_000])
    #expect(outcomes[0].inputTokens == [Golden.missing, 31, 5])
    #expect(outcomes[0].outputTokens == [Golden.missing, 402, Golden.missing])
    #expect(outcomes[0].cachedInputTokens == [Golden.missing, 8, Golden.missing])
    #expect(outcomes[0].reasoningTokens == [Golden.missing, 7, Golden.missing])
    #expect(outcomes[0].recordedCost == [Golden.missing, 12_345_679, Golden.missing])
    #expect(outcomes[0].latency == [Golden.missing, 9_120_500, Golden.missing])
    #expect(outcomes[1].quality == [1_000_000, 250_000, 0])
    #expect(outcomes[1].inputTokens == nil && outcomes[1].latency == nil)
    #expect(outcomes[1].recordings == nil && outcomes[1].recordingSpread == nil)
  }

  @Test func `weights, labels and signals have an entry for every trace`() throws {
    let golden = try Self.reading().golden
    #expect(golden.weights == [1, 3, 1])
    #expect(golden.labels.map(\.name) == ["category", "turn"])
    #expect(golden.labels[0].levels == ["math", "∅"])
    #expect(golden.labels[0].codes == [1, 0, 1])
    #expect(golden.labels[1].levels == ["1", "2", "∅"])
    #expect(golden.labels[1].codes == [1, 0, 2])
    #expect(golden.signals.map(\.name) == ["other", "win_rate"])
    #expect(golden.signals[0].values[0] == -3 && golden.signals[0].firstMissing == 1)
    #expect(golden.signals[1].values[1] == 0.61 && golden.signals[1].firstMissing == 0)
  }

  @Test func `messages belong to their traces`() throws {
    let messages = try #require(Self.reading().golden.messages)
    #expect((0..<3).map { messages.messages(of: $0).count } == [0, 1, 0])
    #expect(messages.userText(of: 1) == "hé")
  }

  @Test func `prices are in millionths of a millionth of a dollar for each token`() throws {
    let golden = try Self.reading().golden
    #expect(
      golden.prices == [
        ModelPrice(
          inputPicoUSD: 10_000_000, outputPicoUSD: 30_000_000, priced: "2024-06-17"), nil,
      ])
  }

  @Test func `plain goldens keep no columns that nobody filled`() throws {
    let golden = try GoldenText(lines: ["b", "a"].map { GoldenText.line($0) }).read().golden
    #expect(golden.weights == nil && golden.messages == nil)
    #expect(golden.labels.isEmpty && golden.signals.isEmpty)
    #expect(golden.clusterCount == 2 && golden.clusters == [0, 1])
  }

  @Test func `a cluster may be named by another trace's id`() throws {
    let lines = [
      GoldenText.line("q1"), GoldenText.line("q1-paraphrase", #","cluster":"q1""#),
      GoldenText.line("q2"),
    ]
    for lines in [lines, lines.reversed()] {
      let golden = try GoldenText(lines: lines).read().golden
      #expect(golden.clusters == [0, 0, 1])
    }
  }

  @Test(arguments: [
    (#","total_tokens":33"#, 0), (#","total_tokens":34"#, 1), ("", 0),
  ])
  func `totals that are not input plus output are counted`(total: String, wrong: Int) throws {
    let line =
      #"{"id":"a","outcomes":{"big":{"quality":1,"input_tokens":31,"output_tokens":2\#(total)},"#
      + #""small":{"quality":0}}}"#
    #expect(try GoldenText(lines: [line]).read().wrongTotals == wrong)
  }

  @Test func `a total alone is not wrong`() throws {
    let line =
      #"{"id":"a","outcomes":{"big":{"quality":1,"total_tokens":33},"small":{"quality":0}}}"#
    #expect(try GoldenText(lines: [line]).read().wrongTotals == 0)
  }

  // MARK: How lines may stand in the file

  private static let plain = ["a", "b", "c"].map { GoldenText.line($0) }

  private static let layouts: [(String, String)] = [
    ("Windows line ends", plain.joined(separator: "\r\n") + "\r\n"),
    ("no last line end", plain.joined(separator: "\n")),
    ("blank lines", "\n\n" + plain.joined(separator: "\n\n  \t\r\n") + "\n\n\n"),
    ("spaces around", plain.map { "  \($0)\t " }.joined(separator: "\n")),
    ("a byte order mark", "\u{FEFF}" + plain.joined(separator: "\n")),
  ]

  @Test(arguments: layouts)
  func `lines are read however they are set`(layout: String, text: String) throws {
    let golden = try GoldenText(bytes: Array(text.utf8)).read().golden
    #expect(facts(golden) == facts(try GoldenText(lines: Self.plain).read().golden), "\(layout)")
  }

  @Test func `a line longer than a block is read`() throws {
    let long = String(repeating: "lorem ipsum é ", count: 400_000)
    let lines = [
      Self.plain[0], GoldenText.line("aa", #","extra":"\#(long)""#), Self.plain[1],
      GoldenText.line("bb", #","extra":"\#(long)""#), Self.plain[2],
    ]
    for jobs in [1, 3] {
      let golden = try GoldenText(lines: lines).read(jobs: jobs).golden
      #expect((0..<golden.count).map { golden.ids[$0] } == ["a", "aa", "b", "bb", "c"])
    }
  }

  @Test func `a line of twenty megabytes is read`() throws {
    let long = String(repeating: "x", count: 20_000_000)
    let line = GoldenText.line("b", #","messages":[{"role":"user","content":"\#(long)"}]"#)
    let golden = try GoldenText(lines: [Self.plain[0], line, Self.plain[2]]).read().golden
    #expect(golden.count == 3)
    #expect(golden.messages?.length(of: 1) == 20_000_000)
  }

  @Test func `several files are one golden`() throws {
    let folder = try TemporaryFolder()
    var text = GoldenText(lines: [GoldenText.line("c"), GoldenText.line("a")])
    let other = GoldenText(lines: [GoldenText.line("b", #","weight":2,"cohorts":{"k":"v"}"#)])
    try other.write(to: folder, as: "golden/more")
    let hash = SHA256.hex(SHA256.digest(other.traces)).uppercased()
    text.manifest.append(
      "  - {path: more/traces.jsonl, rows: 1, sha256: \(hash)}")
    try text.write(to: folder)
    let golden = try GoldenReader(jobs: 2).read(folder.file("golden")).golden
    #expect((0..<3).map { golden.ids[$0] } == ["a", "b", "c"])
    #expect(golden.weights == [1, 2, 1])
    #expect(golden.labels[0].codes == [1, 0, 1])
  }

  @Test func `a link to a file is a file`() throws {
    let folder = try TemporaryFolder()
    let text = GoldenText(lines: Self.plain)
    try text.write(to: folder)
    try FileManager.default.moveItem(
      atPath: folder.file("golden/traces.jsonl"), toPath: folder.file("elsewhere.jsonl"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("golden/traces.jsonl"),
      withDestinationPath: folder.file("elsewhere.jsonl"))
    #expect(readingComplaints(in: folder) == [])
  }
}
