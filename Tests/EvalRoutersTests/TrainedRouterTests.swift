import EvalCore
import EvalSystem
import Foundation
import Testing

@testable import EvalRouters

/// Trained routers: what they learn, how they are kept, and what they refuse.
struct TrainedRouterTests {
  /// Sums are hard, greetings are not: the strong model wins where a sum is asked for.
  private static func field(_ numbers: Range<Int>, name: String = "demo") -> TestField {
    let texts = numbers.map { number in
      number % 2 == 0
        ? "Please add \(number) and \(number * 7), then prove it in case \(number)"
        : "Say hello to neighbour number \(number) on a sunny morning in town \(number)"
    }
    var field = TestField(texts: texts)
    field.weak = numbers.map { $0 % 2 == 0 ? 0 : 1 }
    field.strong = numbers.map { _ in 1 }
    field.name = name
    return field
  }

  private static func train(
    _ method: LearnedRouting.Method, _ field: TestField = field(0..<80), seed: UInt64 = 1,
    jobs: Int = 1
  ) throws -> TrainedRouter {
    try RouterTrainer(
      RouterTrainer.Options(
        method: method, models: field.models,
        features: QueryFeatures(text: true, length: false, labels: []), terms: 500, trees: 10,
        seed: seed, jobs: jobs)
    ).train(field.golden, part: nil)
  }

  @Test(arguments: LearnedRouting.Method.allCases)
  func `every method learns who wins where, for queries that it has not seen`(
    method: LearnedRouting.Method
  ) throws {
    let router = try Self.train(method)
    let prediction = router.predict(Self.field(1000..<1020).golden)
    let (hard, easy) = (prediction.scores[0], prediction.scores[1])
    #expect(hard > easy + 0.05)
    #expect(prediction.scores.allSatisfy { (0...1).contains($0) })
    #expect(prediction.qualities.count == 2 && prediction.qualities[0].count == 20)
    #expect((prediction.votes != nil) == (method == .forest))
  }

  @Test(arguments: LearnedRouting.Method.allCases)
  func `a file gives the same router, and the same training the same file`(
    method: LearnedRouting.Method
  ) throws {
    let router = try Self.train(method)
    let bytes = TrainedRouterFile.render(router)
    let read = try TrainedRouterFile.decode(bytes, file: "r")
    #expect(read == router)
    let golden = Self.field(500..<540).golden
    #expect(
      read.predict(golden).scores.map(\.bitPattern)
        == router.predict(golden).scores.map(\.bitPattern))
    #expect(TrainedRouterFile.render(try Self.train(method, jobs: 4)) == bytes)
    #expect(read.training.traces == 80 && read.training.golden == "demo")
  }

  // MARK: Pupils

  /// A router that sends greetings to the strong model, which no quality speaks for.
  private static func teacher(_ field: TestField, kind: RouterKind = .oracle) throws
    -> RouterTrainer.Teacher
  {
    let suite = Suite(
      name: "school", summary: nil, file: "s", golden: "g", ladder: field.models, cohorts: [],
      seed: 0, onInconclusive: .fail, showsRouteLLMCompat: false, routers: [], gates: [],
      sha256: "")
    let greeter = RouterSpec(name: "greeter", kind: kind, why: nil, line: 1, sha256: "abc")
    return try RouterTrainer.Teacher(
      greeter, asked: [greeter], of: suite, choices: field.weak.map { $0 == 1 ? 1 : 0 })
  }

  private static func pupil(
    _ method: LearnedRouting.Method, _ field: TestField, of teacher: RouterTrainer.Teacher
  ) throws -> TrainedRouter {
    try RouterTrainer(
      RouterTrainer.Options(
        method: method, models: field.models,
        features: QueryFeatures(text: true, length: false, labels: []), terms: 500, trees: 10,
        seed: 1, jobs: 1)
    ).train(field.golden, part: nil, imitating: teacher)
  }

  @Test(arguments: LearnedRouting.Method.allCases)
  func `a pupil chooses as its teacher does, against all qualities`(
    method: LearnedRouting.Method
  ) throws {
    let field = Self.field(0..<80)
    let pupil = try Self.pupil(method, field, of: Self.teacher(field))
    let scores = pupil.predict(Self.field(1000..<1020).golden).scores
    #expect(scores.map { $0 >= 0.5 } == (0..<20).map { $0 % 2 == 1 })
  }

  @Test func `the file says who was imitated, and only then`() throws {
    let field = Self.field(0..<80)
    let bytes = TrainedRouterFile.render(try Self.pupil(.linear, field, of: Self.teacher(field)))
    #expect(
      try TrainedRouterFile.decode(bytes, file: "r").training.imitates
        == TrainedRouter.Imitation(
          router: "greeter", kind: "oracle", suite: "school", configSHA256: "abc"))
    let plain = String(decoding: TrainedRouterFile.render(try Self.train(.linear)), as: UTF8.self)
    #expect(!plain.contains("imitates"))
  }

  @Test func `a pupil has seen what its teacher was trained on`() throws {
    let path = try write(try Self.train(.linear, Self.field(500..<540)))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let field = Self.field(0..<80)
    let pupil = try Self.pupil(
      .linear, field, of: Self.teacher(field, kind: kind(path)))
    #expect(pupil.overlap(with: Self.field(530..<550).golden).same.count == 10)
    #expect(pupil.overlap(with: Self.field(70..<90).golden).same.count == 10)
    #expect(pupil.training.traces == 80)
  }

  // MARK: Broken files

  @Test func `a file that is cut off anywhere is refused`() throws {
    let bytes = TrainedRouterFile.render(try Self.train(.linear))
    for length in stride(from: 0, to: bytes.count - 2, by: bytes.count / 97) {
      #expect(throws: ProblemReport.self) {
        try TrainedRouterFile.decode(Array(bytes[..<length]), file: "r")
      }
    }
  }

  @Test func `a newer, a damaged and a foreign file are told apart`() throws {
    let text = String(decoding: TrainedRouterFile.render(try Self.train(.linear)), as: UTF8.self)
    func refusal(_ text: String) -> String? {
      do {
        _ = try TrainedRouterFile.decode(Array(text.utf8), file: "r")
        return nil
      } catch {
        return error.description
      }
    }
    let newer = text.replacing(#""evalroute_router" : 1"#, with: #""evalroute_router" : 2"#)
    #expect(refusal(newer)?.contains("is of version 2") == true)
    let damaged = text.replacing(#""model" : "A"#, with: #""model" : "B"#)
    let other = text.replacing(#""model" : "9"#, with: #""model" : "8"#)
    let spoilt = try #require([damaged, other].first { $0 != text } ?? Self.spoil(text))
    #expect(refusal(spoilt)?.contains("is damaged") == true)
    #expect(refusal("{}")?.contains("is not a trained router") == true)
    #expect(refusal(text) == nil)
  }

  /// Changes one digit within the numbers.
  private static func spoil(_ text: String) -> String? {
    guard let range = text.range(of: #""model" : ""#) else { return nil }
    var text = text
    let place = text.index(range.upperBound, offsetBy: 40)
    text.replaceSubrange(place...place, with: text[place] == "A" ? "B" : "A")
    return text
  }

  // MARK: Halves and leakage

  @Test func `the halves of a golden share nothing, and make it up`() throws {
    let golden = Self.field(0..<60).golden
    let (even, odd) = (golden.part(.even), golden.part(.odd))
    #expect(even.count + odd.count == 60 && even.count > 10 && odd.count > 10)
    #expect(
      Set((0..<even.count).map { even.ids[$0] }).isDisjoint(
        with: (0..<odd.count).map { odd.ids[$0] }))
    #expect(even.sha256 != golden.sha256 && even.sha256 != odd.sha256)
    #expect(even.messages?.ends.count == even.count)
    let text = try #require(even.messages?.userText(of: 0))
    #expect(SHA256.digest(text)[0] % 2 == 0)
  }

  @Test func `queries of the training are found, the same and nearly the same`() throws {
    let router = try Self.train(.linear)
    let known = router.overlap(with: Self.field(0..<10).golden)
    #expect(known.same.count == 10)
    var near = TestField(texts: [
      "please ADD 4 and 28 then prove it in case 4!",
      "Say hello to neighbour number 41 on a sunny morning in town 41 now",
      "Which bird sings before the sun is up, and why does it sing there at all?",
    ])
    near.name = "near"
    let overlap = router.overlap(with: near.golden)
    #expect(overlap.same == [0])
    #expect(overlap.near == [1])
  }

  @Test func `queries without a text are known by their ids, and look like none`() throws {
    let figures = TestField(gaps: [1, 0, -1, 1], scores: [0, 0, 0, 0]).golden
    let texts = Self.field(0..<4).golden
    var prints = PromptPrints(figures)
    #expect(prints.minima.isEmpty && prints.count == 4)
    #expect(prints.overlap(with: PromptPrints(figures)).same == [0, 1, 2, 3])
    #expect(prints.overlap(with: PromptPrints(texts)).isEmpty)
    prints.append(PromptPrints(texts))
    prints.append(PromptPrints(figures))
    #expect(prints.count == 8, "what is known is not kept twice")
    #expect(prints.overlap(with: PromptPrints(figures)).same == [0, 1, 2, 3])
    #expect(prints.overlap(with: PromptPrints(texts)).same == [0, 1, 2, 3])
    let near = TestField(texts: [
      "Say hello to neighbour number 3 on a sunny morning in town 3 now"
    ])
    #expect(prints.overlap(with: PromptPrints(near.golden)).near == [0])
    #expect(PromptPrints(exact: prints.exact, minima: prints.minima) == prints)
    #expect(PromptPrints(exact: [1], minima: [1]) == nil)
  }

  // MARK: Routing

  private func write(_ router: TrainedRouter) throws -> String {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("router-\(UUID().uuidString)").path
    try AtomicFile.write(TrainedRouterFile.render(router), to: path)
    return path
  }

  private func kind(
    _ path: String, _ method: LearnedRouting.Method = .linear,
    _ rule: LearnedRouting.Rule = .threshold(Threshold(.value(0.5))), leak: Bool = false
  ) -> RouterKind {
    .learned(LearnedRouting(method: method, file: path, rule: rule, allowsLeakage: leak))
  }

  @Test func `a threshold is held against the chance that the strong model wins`() throws {
    let path = try write(try Self.train(.linear))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let field = Self.field(2000..<2010)
    let answer = try field.run(kind(path, .linear, .threshold(Threshold(.value(0.75)))))
    #expect(answer.decisions.models == (0..<10).map { $0 % 2 == 0 ? 1 : 0 })
    #expect(answer.decisions.scores?.count == 10)
    #expect(answer.warnings.isEmpty)
  }

  @Test func `tiers take the cheapest that is nearly as good, and the fallback where unsure`()
    throws
  {
    let path = try write(try Self.train(.forest))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let field = Self.field(2000..<2010)
    func models(_ slack: Double, _ confidence: Double) throws -> [UInt8] {
      try field.run(
        kind(
          path, .forest,
          .tiers(
            LearnedRouting.TierRule(slack: slack, confidence: confidence, fallback: "big")))
      ).decisions.models
    }
    #expect(try models(0.1, 0) == (0..<10).map { $0 % 2 == 0 ? 1 : 0 })
    #expect(try models(1, 0).allSatisfy { $0 == 0 })
    #expect(try models(1, 1.1).allSatisfy { $0 == 1 })
  }

  @Test func `queries of the training are refused, or warned of where they are allowed`() throws {
    let path = try write(try Self.train(.linear))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let field = Self.field(70..<90)
    do {
      _ = try field.run(kind(path))
      Issue.record("ten queries of the training were judged")
    } catch let report as ProblemReport {
      #expect(
        report.description.contains("10 of 20 queries are among those that it was trained on"))
      #expect(report.description.contains("leakage: allow"))
    }
    #expect(try field.run(kind(path, leak: true)).warnings.count == 1)
  }

  @Test func `a threshold is not fitted on queries of the training`() throws {
    let path = try write(try Self.train(.linear))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let rule = LearnedRouting.Rule.threshold(
      Threshold(.strongShare(0.5), calibrateOn: "goldens/known"))
    let calibration = ["goldens/known": Self.field(70..<90, name: "known").field]
    let judged = Self.field(200..<220)
    let refusals = complaints {
      _ = try judged.run(kind(path, .linear, rule), calibration: calibration)
    }
    #expect(refusals.count == 1)
    #expect(refusals[0].contains("10 of 20 queries are among those that it was trained on"))
    #expect(refusals[0].contains("of known, which its threshold is fitted on: fit it on other"))
    let allowed = try judged.run(kind(path, .linear, rule, leak: true), calibration: calibration)
    #expect(allowed.warnings.count == 1)
    #expect(allowed.warnings[0].contains("what is planned is too good"))
  }

  @Test func `a router of another kind, or for texts that are not there, is refused`() throws {
    let path = try write(try Self.train(.linear))
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(throws: ProblemReport.self) { try Self.field(100..<110).run(self.kind(path, .forest)) }
    let figures = TestField(gaps: [1, 0], scores: [0.1, 0.2])
    #expect(throws: ProblemReport.self) { try figures.run(self.kind(path)) }
  }

  @Test func `a router judged on other models says so`() throws {
    let path = try write(try Self.train(.linear))
    defer { try? FileManager.default.removeItem(atPath: path) }
    var field = Self.field(3000..<3010)
    field.models = ["cheap", "dear"]
    let answer = try field.run(kind(path))
    #expect(answer.warnings == ["a router trained on small, big is judged on cheap, dear"])
  }
}
