import EvalCore
import EvalSuites
import EvalSystem

/// The ways of choosing models whose quality and bill are forecast.
struct DriftPolicies {
  /// The models, cheapest first.
  let pool: ModelPool
  let policies: [RoutingPolicy]
  /// How weak and strong were told apart, one clause.
  let note: String

  /// Takes a suite's routers.
  ///
  /// - Throws: `ProblemReport` where the suite cannot be run, or is of another golden.
  init(suite path: String, golden: Golden, folder: String, jobs: Int) throws {
    let evaluation = try Evaluation(SuiteReader.read(path), routers: [], jobs: jobs)
    guard evaluation.golden.sha256 == golden.sha256 else {
      throw ProblemReport(
        file: path,
        message: "is of golden \(evaluation.golden.name) in \(evaluation.suite.golden), and not of"
          + " \(golden.name) in \(folder); name the suite's golden, or leave --suite out")
    }
    pool = evaluation.pool
    let fixed = Self.fixed(pool)
    let routers = zip(evaluation.routers, evaluation.decisions).map { [pool] router, decisions in
      RoutingPolicy(router.name, decisions: decisions, of: pool)
    }
    // A router that bears a reference's name stands in its place.
    policies = fixed.filter { one in !routers.contains { $0.name == one.name } } + routers
    note = Self.note(pool, "of the suite")
  }

  /// Takes all of the golden's models, ordered by what they cost, else by how good they are.
  init(golden: Golden) {
    let all = ModelPool(golden: golden, names: golden.models)
    let costs = all.cost.compactMap { $0?.reduce(Int128(0)) { $0 + Int128($1) } }
    let hasCosts = costs.count == all.names.count
    let keys =
      hasCosts ? costs : all.quality.map { $0.reduce(Int128(0)) { $0 + Int128($1) } }
    let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    pool = ModelPool(golden: golden, names: order.map { golden.models[$0] })
    policies = Self.fixed(pool)
    note = Self.note(
      pool, hasCosts ? "by what they cost here" : "by quality, as not every call has a cost")
  }

  private static func fixed(_ pool: ModelPool) -> [RoutingPolicy] {
    guard pool.names.count > 1 else {
      return [RoutingPolicy("always \(pool.names[0])", model: 0, of: pool)]
    }
    return [
      RoutingPolicy("always-weak", model: pool.weak, of: pool),
      RoutingPolicy("always-strong", model: pool.strong, of: pool),
      RoutingPolicy(meanOf: pool),
    ]
  }

  private static func note(_ pool: ModelPool, _ order: String) -> String {
    pool.names.count > 1
      ? "weak is \(pool.names[pool.weak]), strong is \(pool.names[pool.strong]) (\(order))"
      : "the golden has one model, \(pool.names[0])"
  }
}
