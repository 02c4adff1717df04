import EvalStatistics
import Testing

@testable import EvalCore

/// What a router shares with another one, and what people gave its answers.
struct AgreementRatingTests {
  private func made(_ count: Int) -> HandMade {
    HandMade(weak: Array(repeating: 0, count: count), strong: Array(repeating: 1, count: count))
  }

  private func metrics(
    _ golden: Golden, _ models: [UInt8], like teacher: [UInt8]? = nil
  ) -> MetricSet {
    let traces = RoutedTraces(
      pool: golden.ladder, scale: golden.scale, weights: golden.weights,
      decisions: Decisions(models: models), imitated: teacher.map { Decisions(models: $0) })
    return RouterEvaluation.metrics(of: traces, over: .all(of: golden))[0]
  }

  // MARK: Agreement

  @Test func `agreement is the share of equal choices, with Wilson's interval`() throws {
    let golden = made(10).golden
    let measured = try #require(
      metrics(
        golden, [1, 0, 1, 1, 0, 0, 1, 0, 0, 0], like: [1, 0, 1, 1, 0, 0, 1, 0, 1, 1]
      ).agreement?.estimate)
    #expect(measured.estimate == 0.8)
    // statsmodels proportion_confint(8, 10, method="wilson")
    #expect(isClose(measured.low?.value ?? 0, 0.4901625, relative: 1e-6))
    #expect(isClose(measured.high?.value ?? 0, 0.9433178, relative: 1e-6))
  }

  @Test func `a router that imitates none has no agreement`() {
    let golden = made(4).golden
    let metrics = metrics(golden, [0, 0, 1, 1])
    #expect(metrics.agreement == nil && !metrics.has(.agreement))
    #expect(metrics.value(of: .agreement) == .undefined(Reason.imitatesNone))
  }

  @Test func `clusters and weights widen and shift it`() throws {
    var made = made(6)
    made.clusters = [0, 0, 1, 1, 2, 2]
    made.weights = [1, 1, 1, 1, 2, 2]
    let measured = try #require(
      metrics(made.golden, [1, 1, 1, 1, 1, 1], like: [1, 1, 1, 0, 0, 0]).agreement?.estimate)
    // (1 + 1 + 1) of a weight of 8; residual totals 1.25, 0.25 and -1.5, by hand.
    #expect(measured.estimate == 0.375)
    let squares = 1.25 * 1.25 + 0.25 * 0.25 + 1.5 * 1.5
    let error = (1.5 * squares).squareRoot() / 8
    let reach = StudentT.quantile(0.975, degreesOfFreedom: 2) * error
    #expect(measured.low?.value == 0 && reach > 0.375)
    #expect(measured.high?.value == 1)
  }

  // MARK: Ratings

  @Test func `only rated answers that were chosen count`() throws {
    var golden = made(5).golden
    golden.outcomes[0].rating = [1_000_000, 5_000_000, -1, 3_000_000, 2_000_000]
    golden.outcomes[1].rating = [4_000_000, -1, 4_500_000, -1, -1]
    let metrics = metrics(golden, [1, 0, 1, 0, 1])
    let mean = try #require(metrics.rating?.estimate)
    #expect(mean.estimate == 4.125)
    #expect(metrics.value(of: .rating, model: "weak").estimate?.estimate == 4)
    #expect(metrics.value(of: .rating, model: "strong").estimate?.estimate == 4.25)
    // CR1 over four clusters of one: sd / √4, three degrees of freedom.
    let low = 4.125 - 3.182446305284263 * 0.8539125638299665 / 2
    #expect(isClose(mean.low?.value ?? 0, low, relative: 1e-9))
    #expect(mean.high?.value == 5)
  }

  @Test func `without a rating there is none, and with none chosen a reason`() {
    var golden = made(3).golden
    #expect(metrics(golden, [0, 0, 1]).rating == nil)
    golden.outcomes[0].rating = [-1, -1, 5_000_000]
    let metrics = metrics(golden, [0, 0, 1])
    #expect(metrics.rating == .undefined(Reason.noRating))
    #expect(metrics.value(of: .rating, model: "strong") == .undefined(Reason.noRating))
  }

  @Test func `the order of the traces changes nothing`() {
    var golden = made(40).golden
    golden.outcomes[1].rating = (0..<40).map { trace -> Int64 in
      trace % 3 == 0 ? -1 : Int64(1 + trace % 5) * 1_000_000
    }
    let models = (0..<40).map { UInt8($0 % 2) }
    let teacher = (0..<40).map { UInt8($0 % 3 == 0 ? 1 : 0) }
    let order = (0..<40).map { Int32(($0 * 7) % 40) }
    var shuffled = golden
    shuffled.outcomes = golden.outcomes.map { $0.permuted(by: order) }
    let first = metrics(golden, models, like: teacher)
    let second = metrics(
      shuffled, order.map { models[Int($0)] }, like: order.map { teacher[Int($0)] })
    #expect(first.agreement == second.agreement)
    #expect(first.rating?.estimate?.estimate == second.rating?.estimate?.estimate)
  }

  // MARK: What deciding costs

  @Test func `what deciding costs is part of the route's cost, and of no model's`() throws {
    var made = made(4)
    made.costs = [[1000, 1000, 1000, 1000], [9000, 9000, 9000, 9000]]
    let golden = made.golden
    var decisions = Decisions(models: [0, 1, 0, 1])
    let free = golden.metrics(decisions)
    decisions.spent = [500, 500, 0, 0]
    let paid = golden.metrics(decisions)
    #expect(free.costUSD.estimate?.estimate == 20_000e-9)
    #expect(paid.costUSD.estimate?.estimate == 21_000e-9)
    #expect(paid.costByModel == free.costByModel)
    let savings = paid.savings.estimate?.estimate ?? 0
    #expect(isClose(savings, 15.0 / 36, relative: 1e-12))
    decisions.spent = [500, Golden.missing, 0, 0]
    #expect(golden.metrics(decisions).cost.estimate == nil)
  }
}
