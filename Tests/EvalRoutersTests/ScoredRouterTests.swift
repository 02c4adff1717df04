import EvalCore
import EvalRouters
import Testing

/// The routers that compare a score with a threshold.
struct ScoredRouterTests {
  private static let field = TestField(
    gaps: [1, 0, 1, 0, 0, 1, 0, 1], scores: [0.9, 0.8, 0.7, 0.5, 0.5, 0.5, 0.2, 0.1])

  private func signal(_ rule: Threshold.Rule, on golden: String? = nil) -> RouterKind {
    .signal(name: "score", threshold: Threshold(rule, calibrateOn: golden))
  }

  @Test(
    arguments: [
      (0.5, [1, 1, 1, 1, 1, 1, 0, 0]), (0.5.nextUp, [1, 1, 1, 0, 0, 0, 0, 0]),
      (1, [0, 0, 0, 0, 0, 0, 0, 0]), (0, [1, 1, 1, 1, 1, 1, 1, 1]), (-3, [1, 1, 1, 1, 1, 1, 1, 1]),
    ] as [(Double, [UInt8])])
  func `strong from the threshold on`(threshold: Double, models: [UInt8]) throws {
    let answer = try Self.field.run(signal(.value(threshold)))
    #expect(answer.decisions.models == models)
    #expect(answer.decisions.scores == Self.field.signals[0].values)
    #expect(answer.decisions.threshold == threshold)
    #expect(answer.threshold?.value == threshold)
    #expect(answer.threshold?.fittedOn == nil && answer.threshold?.fittedHere == false)
  }

  @Test(arguments: [
    (0, 0), (0.1, 1), (0.25, 2), (0.4, 3), (0.5, 3), (0.6, 6), (0.75, 6), (1, 8),
  ])
  func `a share is met as nearly as ties allow`(share: Double, strong: Int) throws {
    let answer = try Self.field.run(signal(.strongShare(share)))
    #expect(answer.decisions.models.count { $0 == 1 } == strong)
    #expect(answer.threshold?.rule == "strong share \(share)")
    #expect(answer.threshold?.fittedOn == "demo" && answer.threshold?.fittedHere == true)
  }

  @Test func `a share of nothing has no threshold to report`() throws {
    let answer = try Self.field.run(signal(.strongShare(0)))
    #expect(answer.threshold != nil && answer.threshold?.value == nil)
    #expect(answer.decisions.threshold == .infinity)
  }

  @Test(arguments: [(0.0, 0), (0.2, 1), (0.25, 1), (0.5, 3), (0.6, 6), (0.75, 6), (1, 8)])
  func `a PGR is reached with the fewest strong calls`(level: Double, strong: Int) throws {
    let answer = try Self.field.run(signal(.pgr(level)))
    #expect(answer.decisions.models.count { $0 == 1 } == strong)
    #expect(answer.threshold?.rule == "PGR \(level)")
  }

  @Test func `a PGR out of reach is a problem of the router, with its line`() {
    #expect(
      complaints { _ = try Self.field.run(signal(.pgr(1.5))) } == [
        "suites/demo/suite.yaml:10: router x: its threshold cannot be fitted on demo:"
          + " no threshold reaches a PGR of 1.5"
      ])
  }

  @Test func `without a gap a PGR cannot be fitted`() {
    let field = TestField(gaps: [0, 0], scores: [1, 2])
    #expect(complaints { _ = try field.run(signal(.pgr(0.5))) }.count == 1)
  }

  @Test func `a threshold may be fitted on another golden`() throws {
    var other = TestField(gaps: [1, 1, 0, 0], scores: [0.95, 0.75, 0.65, 0.3])
    other.name = "calibration"
    let answer = try Self.field.run(
      signal(.strongShare(0.5), on: "goldens/other"), calibration: ["goldens/other": other.field])
    #expect(answer.threshold?.value == 0.75)
    #expect(answer.decisions.models == [1, 1, 0, 0, 0, 0, 0, 0])
    #expect(answer.threshold?.fittedOn == "calibration" && answer.threshold?.fittedHere == false)
  }

  @Test func `what is planned is measured where the threshold was fitted`() throws {
    var other = TestField(gaps: [1, 1, 0, 0], scores: [0.95, 0.75, 0.65, 0.3])
    other.name = "calibration"
    let answer = try Self.field.run(
      signal(.strongShare(0.5), on: "goldens/other"), calibration: ["goldens/other": other.field])
    let threshold = try #require(answer.threshold)
    #expect(threshold.plannedStrongShare?.estimate?.estimate == 0.5)
    #expect(threshold.plannedPGR?.estimate?.estimate == 1)
    #expect(threshold.plannedCost?.undefinedReason != nil)
    #expect(threshold.guarantee == nil)
    #expect(try Self.field.run(signal(.value(0.5))).threshold?.plannedStrongShare == nil)
  }

  @Test func `too few queries for a guarantee go to the strong model, and the report says why`()
    throws
  {
    let answer = try Self.field.run(signal(.guarantee(RiskGuarantee(maxLoss: 0.05))))
    #expect(answer.decisions.models.allSatisfy { $0 == 1 })
    #expect(answer.threshold?.rule == "max loss 0.05 at confidence 0.9")
    #expect(answer.threshold?.guarantee?.isShown == false)
    #expect(answer.threshold?.guarantee?.leastTested == 45)
  }

  @Test func `a golden to fit on must have the signal`() throws {
    var other = TestField(gaps: [1, 1], scores: [0.9, .nan])
    other.name = "calibration"
    let kind = signal(.strongShare(0.5), on: "o")
    #expect(
      complaints { _ = try Self.field.run(kind, calibration: ["o": other.field]) }
        == [
          "suites/demo/suite.yaml:10: router x: the signal `score` is missing on some traces of"
            + " calibration"
        ])
    other.signals = []
    #expect(
      complaints { _ = try Self.field.run(kind, calibration: ["o": other.field]) }
        == ["suites/demo/suite.yaml:10: router x: calibration has no signal `score`"])
  }

  @Test func `a threshold that was to be fitted elsewhere is never fitted here in silence`() {
    let kind = signal(.strongShare(0.5), on: "goldens/unread")
    #expect(!complaints { _ = try Self.field.run(kind) }.isEmpty)
  }

  @Test func `weights count in a share`() throws {
    var field = TestField(gaps: [1, 1, 1], scores: [0.9, 0.5, 0.1])
    field.weights = [1, 1, 8]
    #expect(try field.run(signal(.strongShare(0.5))).decisions.models == [1, 1, 0])
  }

  @Test func `between three models scores choose the ends`() throws {
    var field = TestField(gaps: [1, 1], scores: [0.9, 0.1])
    field.models = ["small", "middle", "big"]
    #expect(try field.choices(signal(.value(0.5))) == ["big", "small"])
  }

  @Test func `length counts the Unicode scalars of all messages`() throws {
    let field = TestField(texts: ["", "éé", "😀😀😀", "abcd"])
    let answer = try field.run(.length(threshold: Threshold(.value(16))))
    // Thirteen of them are the system message's.
    #expect(answer.decisions.scores == [13, 15, 16, 17])
    #expect(answer.decisions.models == [0, 0, 1, 1])
  }

  @Test func `length without texts needs the signal prompt_length`() throws {
    var field = TestField(gaps: [1, 1], scores: [0, 0])
    #expect(
      complaints { _ = try field.run(.length(threshold: Threshold(.value(2)))) } == [
        "suites/demo/suite.yaml:10: router x: needs messages or the signal prompt_length, and demo"
          + " has neither"
      ])
    field.signals = [SignalColumn(name: "prompt_length", values: [3, 1])]
    #expect(try field.choices(.length(threshold: Threshold(.value(2)))) == ["big", "small"])
  }

  @Test func `a constant chooses its model`() throws {
    #expect(try Set(Self.field.choices(.constant(model: "big"))) == ["big"])
    #expect(try Set(Self.field.choices(.constant(model: "small"))) == ["small"])
    var three = Self.field
    three.models = ["small", "middle", "big"]
    #expect(try Set(three.choices(.constant(model: "middle"))) == ["middle"])
  }

  @Test func `the oracle takes the best, the cheapest among equals`() throws {
    let field = TestField(gaps: [1, 0, -1, 1], scores: [0, 0, 0, 0])
    #expect(try field.choices(.oracle) == ["big", "small", "small", "big"])
    var three = field
    three.models = ["small", "middle", "big"]
    // The middle model has one half throughout.
    #expect(try three.choices(.oracle) == ["big", "middle", "small", "big"])
    #expect(try field.run(.oracle).decisions.scores == [1_000_000, 0, -1_000_000, 1_000_000])
  }
}
