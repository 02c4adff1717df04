import EvalCore
import EvalRouters
import EvalSystem

/// The order in which routers can be asked: those that others wait for come first.
struct RouterQueue {
  private let waves: [[RouterSpec]]

  /// All routers that are asked, in the order in which they are.
  var routers: [RouterSpec] { waves.flatMap { $0 } }

  /// Puts routers in order, with those that they refer to; a suite has no circles.
  ///
  /// - Parameters:
  ///   - routers: All routers of the suite.
  ///   - wanted: Those that a report is wanted of.
  init(_ routers: [RouterSpec], wanted: [RouterSpec]) {
    var needed: Set<String> = []
    var open = wanted.map(\.name)
    while let name = open.popLast() {
      guard needed.insert(name).inserted,
        let router = routers.first(where: { $0.name == name })
      else { continue }
      open += router.references
    }
    var waves: [[RouterSpec]] = []
    var rest = routers.filter { needed.contains($0.name) }
    while !rest.isEmpty {
      let waiting = Set(rest.map(\.name))
      let ready = rest.filter { $0.references.allSatisfy { !waiting.contains($0) } }
      waves.append(ready.isEmpty ? rest : ready)
      let asked = Set(waves[waves.count - 1].map(\.name))
      rest.removeAll { asked.contains($0.name) }
    }
    self.waves = waves
  }

  /// Asks them all, each once.
  ///
  /// - Throws: `ProblemReport` where one cannot decide.
  func ask(_ runner: RouterRunner, jobs: Int) throws -> RouterRunner.Others {
    var asked: RouterRunner.Others = [:]
    for wave in waves {
      let others = asked
      let answers = try Parallel.tryMap(count: wave.count, jobs: jobs) { index in
        try runner.run(wave[index], others: others)
      }
      for (router, answer) in zip(wave, answers) { asked[router.name] = answer }
    }
    return asked
  }
}

extension RouterRunner.Answer {
  /// What deciding took, summed over all queries; nil where it asked no model.
  func deciding(weights: [Int64]?) -> DecidingReport? {
    guard let spending else { return nil }
    func sum(_ column: [Int64], _ what: String, unit: Double = 1) -> Bound {
      var total: Int128 = 0
      for (trace, value) in column.enumerated() {
        if value == Golden.missing {
          return .undefined("the router's own calls have no known \(what)")
        }
        total += Int128(value) * Int128(weights?[trace] ?? 1)
      }
      return .value(Double(total) / unit)
    }
    let calls = spending.calls.enumerated().reduce(Int64(0)) {
      $0 + Int64($1.element) * (weights?[$1.offset] ?? 1)
    }
    var report = DecidingReport(
      calls: calls, inputTokens: sum(spending.inputTokens, "tokens"),
      outputTokens: sum(spending.outputTokens, "tokens"),
      costUSD: sum(spending.cost, "cost", unit: 1e9))
    report.unusable = unusable
    return report
  }
}
