import EvalCore
import EvalTestSupport
import EvalTraces
import Testing

/// RouteLLM's published figures, from its own data through import, reading and measuring; skipped
/// where the data is not beside the project.
struct RouteLLMAcceptanceTests {
  /// What the evaluator prints, and the exact figures of the same curve.
  struct Figures: Sendable, CustomTestStringConvertible {
    var benchmark: RouteLLMImporter.Benchmark
    var auc: Double
    var apgr: Double
    var cpt: [String: Double]
    var exactAPGR: Double
    var exactCPT50: Double
    var weak: Double
    var strong: Double
    /// 100 where qualities are right or wrong, shown in percent.
    var percent: Double
    /// Half of the last printed digit of the means.
    var digit: Double

    var testDescription: String { benchmark.rawValue }
  }

  private static let figures = [
    Figures(
      benchmark: .mtBench, auc: 8.798177, apgr: 0.555504,
      cpt: ["20": 15.19, "50": 34.44, "80": 77.57], exactAPGR: 0.547937, exactCPT50: 0.331349,
      weak: 8.28125, strong: 9.211806, percent: 1, digit: 5e-7),
    Figures(
      benchmark: .gsm8k, auc: 76.925232, apgr: 0.598655,
      cpt: ["20": 10.51, "50": 36.51, "80": 66.66], exactAPGR: 0.597784, exactCPT50: 0.365978,
      weak: 63.7337, strong: 85.7689, percent: 100, digit: 5e-5),
    Figures(
      benchmark: .mmlu, auc: 75.385101, apgr: 0.583698,
      cpt: ["20": 15.35, "50": 36.70, "80": 69.20], exactAPGR: 0.585819, exactCPT50: 0.359006,
      weak: 68.0915, strong: 80.5870, percent: 100, digit: 5e-5),
  ]

  private static let absent: Comment = "../shared/data/routellm is not here"
  private static let source = SharedImportData.path + "/routellm"

  /// Each benchmark imported and read once, for all tests here.
  private static let goldens = Dictionary(
    uniqueKeysWithValues: RouteLLMImporter.Benchmark.allCases.map { benchmark in
      (benchmark, Result { try read(benchmark) })
    })

  private static func read(_ benchmark: RouteLLMImporter.Benchmark) throws -> Golden {
    let folder = try TemporaryFolder()
    _ = try RouteLLMImporter(benchmark: benchmark).read(source).write(to: folder.path)
    return try GoldenReader(jobs: 2).read(folder.path).golden
  }

  private func golden(_ benchmark: RouteLLMImporter.Benchmark) throws -> Golden {
    try #require(Self.goldens[benchmark]).get()
  }

  private func pool(_ golden: Golden) -> ModelPool {
    ModelPool(golden: golden, names: ["mixtral-8x7b-instruct-v0.1", "gpt-4-1106-preview"])
  }

  @Test(.enabled(if: SharedImportData.hasRouteLLM, absent), arguments: figures)
  func `prompt length comes to the published figures`(figures: Figures) throws {
    let golden = try golden(figures.benchmark)
    let pool = pool(golden)
    let lengths = try #require(golden.signal(named: "length")).values
    let traces = RoutedTraces(
      pool: pool, scale: golden.scale, weights: golden.weights,
      decisions: Decisions(scores: lengths, threshold: 0, strong: pool.strong, weak: pool.weak))

    guard case .figures(let compat) = RouteLLMCompat(traces, golden: golden) else {
      Issue.record("has no figures")
      return
    }
    #expect((compat.auc - figures.auc).magnitude < 5e-7)
    #expect((compat.apgr - figures.apgr).magnitude < 5e-7)
    for (level, share) in figures.cpt {
      #expect(((compat.cpt[level] ?? 0) - share).magnitude < 0.005, "CPT(\(level) %)")
    }

    let metrics = RouterEvaluation.metrics(of: traces, over: .all(of: golden))[0]
    let apgr = try #require(metrics.apgr.estimate)
    let cpt = try #require(metrics.cpt[50].first.estimate)
    #expect((apgr.estimate - figures.exactAPGR).magnitude < 1e-6)
    #expect((cpt.estimate - figures.exactCPT50).magnitude < 1e-6)
    #expect(apgr.status == .gateable)
  }

  @Test(.enabled(if: SharedImportData.hasRouteLLM, absent), arguments: figures)
  func `the ends come to the published means`(figures: Figures) throws {
    let golden = try golden(figures.benchmark)
    let pool = pool(golden)
    for (model, mean) in [(pool.weak, figures.weak), (pool.strong, figures.strong)] {
      let traces = RoutedTraces(
        pool: pool, scale: golden.scale, weights: golden.weights,
        decisions: Decisions(models: [UInt8](repeating: UInt8(model), count: golden.count)))
      let metrics = RouterEvaluation.metrics(of: traces, over: .all(of: golden))[0]
      let raw = try #require(metrics.quality.estimate?.raw)
      #expect((raw * figures.percent - mean).magnitude < figures.digit)
    }
  }

  @Test(.enabled(if: SharedImportData.hasRouteLLM, absent))
  func `lint finds where MMLU's strong model is marked wrong`() throws {
    let golden = try golden(.mmlu)
    let ladder = ["mixtral-8x7b-instruct-v0.1", "gpt-4-1106-preview"]
    let findings = GoldenLint(golden).warnings(ladder: ladder, wrongTotals: 0)
    let finding = try #require(findings.first { $0.code == .weakBeatsStrong })
    let example = try #require(finding.examples.first)
    #expect(example.contains("high_school_mathematics"))
    #expect(example.contains("gpt-4-1106-preview right on 8 of 270"))
  }
}
