import EvalCore
import EvalSystem
import EvalTestSupport
import EvalTraces
import Foundation
import Testing

/// The same facts in another order, or read by another number of threads, are the same golden.
struct ReadingInvarianceTests {
  /// Lines with everything that a trace may have or lack, drawn from a seed.
  private static func lines(_ seed: UInt64, count: Int, padding: Int = 0) -> [String] {
    let filler = padding == 0 ? "" : #","extra":"\#(String(repeating: "x", count: padding))""#
    var state = seed
    func draw(_ range: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % range
    }
    func quality() -> String { #""quality":\#(Double(draw(1001)) / 1000)"# }
    func outcome() -> String {
      let tokens =
        draw(3) == 0 ? "" : #","input_tokens":\#(draw(900)),"output_tokens":\#(draw(900))"#
      let latency = draw(4) == 0 ? "" : #","latency_ms":\#(draw(9000))"#
      if draw(4) > 0 { return "{\(quality())\(tokens)\(latency)}" }
      return "[" + (0...draw(3)).map { _ in "{\(quality())}" }.joined(separator: ",") + "]"
    }
    return (0..<count).map { index in
      var line = #"{"id":"t\#(index)-\#(draw(1000))""#
      let models = ["big", "small"].map { #""\#($0)":\#(outcome())"# }
      line +=
        #","outcomes":{\#((draw(2) == 0 ? models : models.reversed()).joined(separator: ","))}"#
      if draw(2) == 0 { line += #","cluster":"c\#(draw(count / 3 + 1))""# }
      if draw(3) == 0 { line += #","weight":\#(1 + draw(4))"# }
      if draw(4) > 0 { line += #","cohorts":{"topic":"\#(["math", "π", "a b"][draw(3)])"}"# }
      if draw(2) == 0 {
        line += #","signals":{"score":\#(draw(100)),"prompt_length":\#(draw(50))}"#
      }
      if draw(2) == 0 { line += #","messages":[{"role":"user","content":"m\#(draw(99))é"}]"# }
      return line + filler + "}"
    }
  }

  private static func shuffled(_ lines: [String], _ seed: UInt64) -> [String] {
    var state = seed | 1
    return lines.map { line -> (UInt64, String) in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 20, line)
    }
    .sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// The report of a router that ranks by a hash of the id, as sorted JSON.
  private static func report(_ golden: Golden) throws -> String {
    let pool = ModelPool(golden: golden, names: ["small", "big"])
    let scores = (0..<golden.count).map { trace in
      Double(SHA256.digest(golden.ids[trace])[0]) / 256
    }
    let partitions = CohortPartition.partitions(of: golden, by: golden.labels.map(\.name))
    let reporter = RouterReporter(
      golden: golden, pool: pool, partitions: partitions, showsRouteLLMCompat: true)
    let traces = reporter.routed(
      Decisions(scores: scores, threshold: 0.4, strong: pool.strong, weak: pool.weak))
    let report = reporter.report(
      RouterSpec(name: "r", kind: .oracle, why: nil, line: 1), traces: traces,
      metrics: partitions.indices.map { reporter.metrics(of: traces, partition: $0) },
      threshold: nil,
      references: reporter.references(
        ReferenceRouters.Fixed.allCases.map { reporter.metrics(of: $0) }))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(report), as: UTF8.self)
  }

  @Test(arguments: 1...25 as ClosedRange<UInt64>)
  func `shuffled lines are the same golden, hash and report, byte for byte`(seed: UInt64) throws {
    let lines = Self.lines(seed, count: 60)
    let first = try GoldenText(lines: lines).read().golden
    let second = try GoldenText(lines: Self.shuffled(lines, seed)).read().golden
    #expect(facts(first) == facts(second))
    #expect(first.sha256 == second.sha256)
    #expect(try Self.report(first) == Self.report(second))
  }

  @Test func `the number of jobs changes nothing, over several blocks`() throws {
    let text = GoldenText(lines: Self.lines(99, count: 3000, padding: 1500))
    #expect(text.traces.count > 2 * 2_097_152)
    let one = facts(try text.read(jobs: 1).golden)
    for jobs in [2, 5] { #expect(facts(try text.read(jobs: jobs).golden) == one) }
  }

  @Test func `lines in two files are those in one`() throws {
    let lines = Self.lines(5, count: 50)
    let folder = try TemporaryFolder()
    var text = GoldenText(lines: Array(lines.suffix(20)))
    let other = GoldenText(lines: Array(lines.prefix(30)))
    try other.write(to: folder, as: "golden/more")
    let hash = SHA256.hex(SHA256.digest(other.traces))
    text.manifest.append("  - {path: more/traces.jsonl, rows: 30, sha256: \(hash)}")
    try text.write(to: folder)
    let split = try GoldenReader(jobs: 2).read(folder.file("golden")).golden
    #expect(facts(split) == facts(try GoldenText(lines: lines).read().golden))
  }

  // MARK: The hash

  private static let base = [GoldenText.line("a"), GoldenText.line("b", #","weight":2"#)]

  private static func hash(_ lines: [String], _ edit: (inout GoldenText) -> Void = { _ in }) throws
    -> String
  {
    var text = GoldenText(lines: lines)
    edit(&text)
    return try text.read().golden.sha256
  }

  @Test(arguments: [
    #","messages":[{"role":"user","content":"x"}]"#, #","signals":{"s":1}"#, #","user":"u""#,
    #","conversation":"c""#, #","extra":{"x":1}"#, #","cluster":"a""#, #","weight":1"#,
  ])
  func `prose, signals and what is said anyway do not count`(rest: String) throws {
    let lines = [GoldenText.line("a", rest), Self.base[1]]
    #expect(try Self.hash(lines) == Self.hash(Self.base))
  }

  @Test(arguments: [
    GoldenText.line("c"), GoldenText.line("a", big: "0.5"), GoldenText.line("a", small: "1"),
    GoldenText.line("a", #","weight":3"#), GoldenText.line("a", #","cohorts":{"k":"v"}"#),
    GoldenText.line("a", #","cluster":"b""#),
    #"{"id":"a","outcomes":{"big":{"quality":1,"input_tokens":1},"small":{"quality":0}}}"#,
    #"{"id":"a","outcomes":{"big":{"quality":1,"output_tokens":1},"small":{"quality":0}}}"#,
    #"{"id":"a","outcomes":{"big":{"quality":1},"small":{"quality":0,"input_tokens":1}}}"#,
    #"{"id":"a","outcomes":{"big":{"quality":1,"latency_ms":1},"small":{"quality":0}}}"#,
    #"{"id":"a","outcomes":{"big":[{"quality":1},{"quality":1}],"small":{"quality":0}}}"#,
  ])
  func `everything that was recorded counts`(line: String) throws {
    #expect(try Self.hash([line, Self.base[1]]) != Self.hash(Self.base))
  }

  @Test func `prices, descriptions and the order of models do not count, the scale does`() throws {
    let base = try Self.hash(Self.base)
    #expect(try Self.hash(Self.base) { $0.manifest[1] = "name: other" } == base)
    #expect(try Self.hash(Self.base) { $0.manifest.insert("description: x", at: 2) } == base)
    #expect(
      try Self.hash(Self.base) { text in
        text.manifest[4] = "  small: {input_per_million_usd: 1, output_per_million_usd: 2}"
        text.manifest[5] = "  big: ~"
      } == base)
    #expect(try Self.hash(Self.base) { $0.manifest[2] = "quality: {min: 0, max: 2}" } != base)
  }

  // MARK: Texts that look alike

  private static func labelled(_ id: String, _ label: String, _ level: String) -> String {
    GoldenText.line(id, #","cohorts":{"\#(label)":"\#(level)"}"#)
  }

  @Test func `levels that look alike do not depend on the order of lines`() throws {
    let lines = [
      Self.labelled("a", "k", "caf\u{e9}"), Self.labelled("b", "k", "cafe\u{301}"),
    ]
    let golden = try GoldenText(lines: lines).read().golden
    #expect(facts(golden) == facts(try GoldenText(lines: lines.reversed()).read().golden))
  }

  @Test func `labels that look alike lose no trace's level`() throws {
    let lines = [
      Self.labelled("a", "th\u{e8}me", "x"), Self.labelled("b", "the\u{300}me", "x"),
    ]
    for lines in [lines, lines.reversed()] {
      let golden = try GoldenText(lines: lines).read().golden
      let named = golden.labels.reduce(0) { sum, label in
        sum + label.codes.count { label.levels[Int($0)] == "x" }
      }
      #expect(named == 2, "\(golden.labels)")
    }
  }
}
