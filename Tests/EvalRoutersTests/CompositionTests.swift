import EvalCore
import EvalRouters
import EvalSystem
import Testing

/// Routers that are made of other routers.
struct CompositionTests {
  /// Four traces with scores; the strong model is better on all.
  private var field: TestField {
    var field = TestField(texts: ["prove it", "hello", "prove that", "bye"])
    field.signals = [
      SignalColumn(name: "score", values: [0.1, 0.4, 0.6, 0.9]),
      SignalColumn(name: "other", values: [0.9, 0.6, 0.4, 0.1]),
    ]
    return field
  }

  private func signal(_ name: String) throws -> RouterRunner.Answer {
    try field.run(.signal(name: name, threshold: Threshold(.value(0.5))))
  }

  private var rules: RouterKind {
    .rules(
      RuleSet(
        tiers: [
          Tier(name: "hard", branch: .router("score")), Tier(name: "easy", model: "small"),
        ], rules: [RuleSet.Rule(pattern: "prove", tier: "hard", line: 1)], defaultTier: "easy",
        overrideTier: nil))
  }

  // MARK: Branches

  @Test func `a tier may be another router`() throws {
    let answer = try field.run(rules, others: ["score": signal("score")])
    #expect(answer.decisions.models == [0, 0, 1, 0])
    #expect(answer.branches == BranchColumn(names: ["hard", "easy"], codes: [0, 1, 0, 1]))
    #expect(answer.decisions.spent == nil)
  }

  @Test func `where a router chooses a model another may decide in turn`() throws {
    let answer = try field.run(
      .signal(name: "score", threshold: Threshold(.value(0.5))),
      branches: [Tier(name: "big", branch: .router("other"))],
      others: ["other": signal("other")])
    // The last two reach the strong branch, and the other router keeps them from it.
    #expect(answer.decisions.models == [0, 0, 0, 0])
    // Its curve would be that of a router that hands nothing over.
    #expect(answer.decisions.scores == nil && answer.decisions.threshold == nil)
    #expect(answer.primary?.scores == [0.1, 0.4, 0.6, 0.9])
    #expect(answer.branches == BranchColumn(names: ["small", "big"], codes: [0, 0, 1, 1]))
    let again = try field.run(
      .borrowed(router: "x", threshold: Threshold(.value(0.5))), others: ["x": answer])
    #expect(again.decisions.models == [0, 0, 1, 1])
  }

  @Test func `a router's score may be the signal of another`() throws {
    let answer = try field.run(
      .borrowed(router: "score", threshold: Threshold(.strongShare(0.75))),
      others: ["score": signal("score")])
    #expect(answer.decisions.models == [0, 1, 1, 1])
    #expect(answer.decisions.scores == [0.1, 0.4, 0.6, 0.9])
  }

  @Test func `topics may be recorded in a label`() throws {
    var field = field
    field.labels = [LabelColumn(name: "topic", levels: ["a", "b", "c"], codes: [2, 0, 1, 0])]
    let kind = RouterKind.domain(
      DomainMap(
        domains: [
          DomainMap.Domain(name: "a", patterns: [], branch: .model("small"), line: 1),
          DomainMap.Domain(name: "b", patterns: [], branch: .model("big"), line: 2),
        ], fallback: .model("small"), label: "topic"))
    let answer = try field.run(kind)
    #expect(answer.decisions.models == [0, 0, 1, 0])
    #expect(answer.branches == BranchColumn(names: ["a", "b", "(default)"], codes: [2, 0, 1, 0]))
  }

  // MARK: Experiments

  @Test func `a tenth of 100,000 users is in the experiment, and none ever changes arm`() throws {
    let users = (0..<100_000).map { "user-\($0)" }
    var field = TestField(gaps: users.map { _ in 1 }, scores: users.map { _ in 0 })
    field.users = users
    func arms(_ share: Double, salt: String = "") throws -> [UInt8] {
      let spec = FlagSpec(
        share: share, experiment: .model("big"), control: .model("small"), salt: salt)
      return try field.run(.flag(spec)).decisions.models
    }
    let tenth = try arms(0.1)
    let count = tenth.count { $0 == 1 }
    #expect((9_700...10_300).contains(count))
    #expect(try arms(0.1) == tenth)
    // A larger experiment keeps everybody who was in the smaller one.
    let fifth = try arms(0.2)
    #expect(zip(tenth, fifth).allSatisfy { $0 <= $1 })
    // Another experiment is on other users.
    let both = zip(tenth, try arms(0.1, salt: "second")).count { $0 == 1 && $1 == 1 }
    #expect((850...1150).contains(both))
    #expect(try arms(0).allSatisfy { $0 == 0 } && arms(1).allSatisfy { $0 == 1 })
  }

  @Test func `arms are the same on every machine`() throws {
    // Worked out with Python's hashlib over the documented text.
    var field = TestField(texts: ["", "", "", ""])
    field.users = ["ada", "ben", "çağla", "user-7"]
    let inside = try [0.0, 0.2, 0.4, 0.6, 0.8].map { share in
      let spec = FlagSpec(
        share: share, experiment: .model("big"), control: .model("small"), salt: "pilot")
      return try field.run(.flag(spec)).decisions.models
    }
    #expect(
      inside == [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 1], [1, 0, 1, 1]])
  }

  @Test func `an experiment needs to know who asks`() {
    let kind = RouterKind.flag(
      FlagSpec(share: 0.5, experiment: .model("big"), control: .model("small")))
    var field = field
    #expect(
      complaints { _ = try field.run(kind) } == [
        "suites/demo/suite.yaml:10: router x: needs `user`, and no trace of demo names one"
      ])
    field.users = ["a", "", "b", "c"]
    #expect(
      complaints { _ = try field.run(kind) } == [
        "suites/demo/suite.yaml:10: router x: needs `user`, and trace t1001 names none"
      ])
  }

  // MARK: Ladders

  @Test func `a ladder asks on until a rung is sure`() throws {
    let heuristic = try field.run(
      .rules(
        RuleSet(
          tiers: [Tier(name: "weak", model: "small"), Tier(name: "strong", model: "big")],
          rules: [RuleSet.Rule(pattern: "hello", tier: "weak", line: 1)], defaultTier: "weak",
          overrideTier: nil)))
    let ladder = LadderSpec(rungs: [
      LadderSpec.Rung(router: "heuristic", line: 1),
      LadderSpec.Rung(router: "score", unsure: 0.3...0.7, line: 2),
      LadderSpec.Rung(router: "strong", line: 3),
    ])
    let strong = try field.run(.constant(model: "big"))
    let answer = try field.run(
      .ladder(ladder),
      others: ["heuristic": heuristic, "score": signal("score"), "strong": strong])
    #expect(
      answer.branches
        == BranchColumn(names: ["heuristic", "score", "strong"], codes: [1, 0, 2, 1]))
    #expect(answer.decisions.models == [0, 0, 1, 1])
  }

  @Test func `a rung that should be unsure by scores must give some`() throws {
    let ladder = LadderSpec(rungs: [
      LadderSpec.Rung(router: "program", unsure: 0.3...0.7, line: 1),
      LadderSpec.Rung(router: "strong", line: 2),
    ])
    let strong = try field.run(.constant(model: "big"))
    let found = complaints {
      _ = try field.run(.ladder(ladder), others: ["program": strong, "strong": strong])
    }
    #expect(
      found == [
        "suites/demo/suite.yaml:10: router x: the rung program gave no scores: there is nothing to"
          + " be unsure by"
      ])
  }
}
