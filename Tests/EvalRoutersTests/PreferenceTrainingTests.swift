import EvalCore
import Testing

@testable import EvalRouters

/// Routers that learn from what people preferred.
struct PreferenceTrainingTests {
  private static let ends = ["for the village fair", "before the bakery opens", "in late autumn"]

  /// A long query in which the strong model is asked to plan, or a short greeting.
  private static func query(_ number: Int, isLong: Bool) -> String {
    let end = ends[number % 3]
    return isLong
      ? "Plan a week of meals \(end) for \(number) guests, list what each shop sells, add the costs,"
        + " and explain step by step why no dish comes twice"
      : "Good morning \(end), friend \(number)"
  }

  /// Of two models the big one wins every long query, the small one every short one.
  private static func preferences(
    _ numbers: Range<Int>, models: [String] = ["small", "big"]
  ) -> Preferences {
    var preferences = Preferences(
      name: "p", sha256: "", models: models, messages: MessageColumn(), comparisons: [])
    for number in numbers {
      let isLong = number % 2 == 0
      preferences.messages.roles.append("user")
      preferences.messages.contents.append(query(number, isLong: isLong))
      preferences.messages.ends.append(preferences.messages.ends.count + 1)
      // Who stands first changes: the place must not matter.
      let first = number / 2 % 2
      preferences.comparisons.append(
        Preferences.Comparison(
          first: first, second: 1 - first, share: (first == 1) == isLong ? 1 : 0))
    }
    return preferences
  }

  private static func train(
    _ method: LearnedRouting.Method, _ preferences: Preferences = preferences(0..<120),
    models: [String] = ["small", "big"], jobs: Int = 1,
    features: QueryFeatures = QueryFeatures(text: true, length: false, labels: [])
  ) throws -> TrainedRouter {
    try RouterTrainer(
      RouterTrainer.Options(
        method: method, models: models, features: features, terms: 500, trees: 10, seed: 1,
        jobs: jobs)
    ).train(preferences, part: nil)
  }

  @Test(arguments: LearnedRouting.Method.allCases)
  func `the big model is chosen for long queries that nobody compared`(
    method: LearnedRouting.Method
  ) throws {
    let router = try Self.train(method)
    let scores = router.predict(Self.preferences(1000..<1020).golden).scores
    #expect(scores.map { $0 > 0.5 } == (0..<20).map { $0 % 2 == 0 })
    #expect(router.models == ["small", "big"] && router.training.traces == 120)
  }

  @Test func `lengths alone are enough where lengths decide`() throws {
    let router = try Self.train(
      .linear, features: QueryFeatures(text: false, length: true, labels: []))
    let scores = router.predict(Self.preferences(1000..<1020).golden).scores
    #expect(scores.map { $0 > 0.5 } == (0..<20).map { $0 % 2 == 0 })
  }

  @Test func `ties alone leave every query at one half`() throws {
    var tied = Self.preferences(0..<40)
    for place in tied.comparisons.indices { tied.comparisons[place].share = 0.5 }
    for method in [LearnedRouting.Method.linear, .similarity, .forest] {
      let scores = try Self.train(method, tied).predict(tied.golden).scores
      #expect(scores.allSatisfy { abs($0 - 0.5) < 1e-9 })
    }
  }

  @Test func `matrix factorisation learns from comparisons of many models`() throws {
    // The middle model beats the small one, and loses to the big one, whatever is asked.
    var three = Self.preferences(0..<240, models: ["small", "middle", "big"])
    for place in three.comparisons.indices {
      let pair = [(0, 1), (1, 2), (0, 2)][place % 3]
      three.comparisons[place] = Preferences.Comparison(
        first: pair.0, second: pair.1, share: 0)
    }
    let router = try Self.train(.mf, three, models: ["small", "middle", "big"])
    let prediction = router.predict(Self.preferences(1000..<1006).golden)
    for query in 0..<6 {
      #expect(prediction.qualities[1][query] > 0.5)
      #expect(prediction.qualities[2][query] > prediction.qualities[1][query])
    }
  }

  @Test func `what was compared is known again, and the file is the same each time`() throws {
    let router = try Self.train(.mf)
    #expect(router.overlap(with: Self.preferences(100..<130).golden).same.count == 20)
    let bytes = TrainedRouterFile.render(router)
    #expect(TrainedRouterFile.render(try Self.train(.mf, jobs: 4)) == bytes)
    #expect(try TrainedRouterFile.decode(bytes, file: "r") == router)
  }

  @Test func `the halves of a file share no prompt, and make it up`() {
    let all = Self.preferences(0..<100)
    let (even, odd) = (all.part(.even), all.part(.odd))
    #expect(even.comparisons.count + odd.comparisons.count == 100)
    #expect(even.comparisons.count > 25 && odd.comparisons.count > 25)
    #expect(even.sha256 != odd.sha256)
    let known = Set((0..<even.comparisons.count).map { even.messages.userText(of: $0) })
    #expect(
      known.isDisjoint(with: (0..<odd.comparisons.count).map { odd.messages.userText(of: $0) }))
  }
}
