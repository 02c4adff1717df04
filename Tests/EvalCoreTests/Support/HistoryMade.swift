@testable import EvalCore

/// Histories made by hand: one router called `r`, runs numbered from 1.
struct HistoryMade {
  /// One run.
  struct Made {
    var run: HistoryRun
    var side: DiffSide
  }

  var metric = MetricName.quality
  var made: HandMade
  /// The hash of the recording; equal ones are one recording.
  var sha = "a"
  var suite = "s"
  var config = "c"
  var metricVersion = 1

  init(_ made: HandMade) {
    self.made = made
  }

  /// Returns a run whose router sends these traces to these models.
  func run(_ number: Int, _ models: [UInt8], routers: [String] = ["r"]) -> Made {
    var golden = made.golden
    golden.sha256 = sha
    let comparability = Comparability(
      goldenSHA256: sha, suiteSHA256: suite, pricesSHA256: "p", metricVersion: metricVersion,
      seed: 1)
    let decisions = Decisions(models: models)
    let value = golden.metrics(decisions).value(of: metric)
    return Made(
      run: HistoryRun(
        number: Int64(number), id: "run\(number)", startedAt: "2026-01-01T00:00:00Z",
        verdict: .passed, tool: "0.1.0", traces: golden.count, comparability: comparability,
        git: nil,
        routers: routers.map {
          HistoryRun.Router(name: $0, configSHA256: config, value: value)
        }),
      side: DiffSide(
        title: "run\(number)", comparability: comparability, golden: golden, pool: golden.ladder,
        routers: routers.map { DiffSide.Router(name: $0, decisions: decisions) },
        knowledge: .everything))
  }

  /// Returns the history of runs, the first of them the anchor.
  static func report(_ runs: [Made], budget: Double = 0.02, anchor: Int = 0) -> HistoryReport {
    var options = HistoryBuilder.Options()
    options.budget = budget
    var builder = HistoryBuilder(
      suite: "s", anchor: runs[anchor].run, side: runs[anchor].side, origin: .oldest,
      options: options)
    for run in runs { builder.add(run.run, run.side) }
    return builder.report()
  }
}
