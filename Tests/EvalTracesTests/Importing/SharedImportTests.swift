import EvalTraces
import Testing

/// Imports of the real data; they are skipped where it is not beside the project.
struct SharedImportTests {
  private static let routeLLM = SharedImportData.path + "/routellm"

  /// The area under the mean quality of a router that sends the highest scores to the strong model
  /// first: Σ b F / Σ b, with the gain b of the strong model and F the mid-distribution of a score.
  private func apgr(_ draft: GoldenDraft, signal: String) -> Double {
    let scores = draft.traces.map { trace in
      trace.signals.first { $0.name == signal }?.value ?? 0
    }
    let sorted = scores.sorted()
    var position: [Double: Double] = [:]
    var first = 0
    while first < sorted.count {
      let last = sorted[first...].firstIndex { $0 > sorted[first] } ?? sorted.count
      position[sorted[first]] = Double(first + last) / 2 / Double(sorted.count)
      first = last
    }
    let gains = draft.traces.map { $0.outcomes[0].quality - $0.outcomes[1].quality }
    let weighted = zip(gains, scores).map { $0 * (position[$1] ?? 0) }
    return weighted.reduce(0, +) / gains.reduce(0, +)
  }

  @Test(
    .enabled(if: SharedImportData.hasRouteLLM, "../shared/data/routellm is not here"),
    arguments: [
      (RouteLLMImporter.Benchmark.mtBench, 144, 72, 9.211806, 8.28125, 0.547937),
      (.gsm8k, 1307, 1307, 0.857689, 0.637337, 0.597784),
      (.mmlu, 14037, 14037, 0.805870, 0.680915, 0.585819),
    ])
  func `the evaluator's published means and length routing come out`(
    benchmark: RouteLLMImporter.Benchmark, traces: Int, clusters: Int, strong: Double,
    weak: Double, area: Double
  ) throws {
    let draft = try RouteLLMImporter(benchmark: benchmark).read(Self.routeLLM)
    let folder = try ImportFolder()
    let golden = try draft.write(to: folder.path)
    #expect(golden.traces == traces)
    #expect(golden.clusters == clusters)
    let means = golden.models.map { $0.meanQuality ?? 0 }
    #expect(abs(means[0] - strong) < 5e-7)
    #expect(abs(means[1] - weak) < 5e-7)
    #expect(abs(apgr(draft, signal: "length") - area) < 5e-7)
  }

  @Test(
    .enabled(if: SharedImportData.hasRouteLLM, "../shared/data/routellm is not here"),
    arguments: [
      (RouteLLMImporter.Benchmark.mtBench, 160), (.gsm8k, 1319), (.mmlu, 14042),
    ])
  func `the committed goldens are what the importer writes`(
    benchmark: RouteLLMImporter.Benchmark, traces: Int
  ) throws {
    let name = benchmark == .mtBench ? "mtbench" : benchmark.rawValue
    let committed = SharedImportData.root + "/goldens/" + name
    let folder = try ImportFolder()
    let importer = RouteLLMImporter(
      benchmark: benchmark, keepContaminated: true,
      promptsFile: benchmark == .mtBench ? committed + "/prompts.jsonl" : nil,
      options: ImportOptions(figuresOnly: benchmark != .mtBench))
    let golden = try importer.read(Self.routeLLM).write(to: folder.path)
    #expect(golden.traces == traces)
    for file in ["golden.yaml", "traces.jsonl"] {
      let expected = try SharedImportData.bytes(committed + "/" + file)
      #expect(try SharedImportData.bytes(folder.file(file)) == expected, "\(name)/\(file)")
    }
  }

  @Test(.enabled(if: SharedImportData.hasRouterBench, "../shared/data/routerbench is not here"))
  func `RouterBench's table comes out whole`() throws {
    let draft = try RouterBenchImporter().read(
      SharedImportData.path + "/routerbench/reference_data.csv")
    #expect(draft.traces.count == 365)
    #expect(draft.manifest.models.count == 11)
    #expect(draft.traces.filter { $0.messages.count == 2 }.count == 97)
    let costs = draft.traces.flatMap(\.outcomes).compactMap(\.costUSD)
    #expect(costs.count == 365 * 11)
    #expect(costs.min() == 9.600000000000001e-06)
  }
}
