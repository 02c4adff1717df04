import EvalCore
import EvalStore

/// Runs with the oddest values that a column may hold.
enum RandomRun {
  /// Returns a run of up to 40 traces, six models and four routers.
  static func make(_ random: inout SeededRandom) -> StoredRun {
    var run = SampleRun.usual
    let count = Int(random.below(40))
    let models = Int(random.below(6)) + 1
    run.traces.recording.ids = ids(count, &random)
    run.traces.recording.clusters = Array(repeating: 0, count: count)
    run.traces.recording.labels = []
    run.traces.recording.models = (0..<models).map { index in
      let cost = random.below(3) == 0 ? nil : (0..<count).map { _ in integer(&random) }
      return Recording.Model(
        name: "model \(index)", quality: (0..<count).map { _ in integer(&random) }, cost: cost,
        latency: nil, inputTokens: nil, outputTokens: nil)
    }
    run.report.golden.models = run.traces.recording.models.map(\.name)
    run.report.golden.traces = count
    run.traces.routers = run.traces.routers.map { router in
      let decided = (0..<count).map { _ in UInt8(random.below(UInt64(models))) }
      let isSpent = count > 0 && random.below(3) == 0
      let spent = isSpent ? (0..<count).map { _ in Int64(random.below(900)) - 1 } : nil
      let tokens = isSpent ? (0..<count).map { _ in Int64(random.below(300)) - 1 } : nil
      let scores = random.below(2) == 0 ? nil : (0..<count).map { _ in score(&random) }
      return RunTraces.Router(
        name: router.name,
        decisions: Decisions(
          models: decided, scores: count > 0 ? scores : nil, spent: spent, spentTokens: tokens))
    }
    // A model's costs are known from its first line: without lines none is.
    if count == 0 {
      for index in 0..<models { run.traces.recording.models[index].cost = nil }
    }
    return run
  }

  private static func ids(_ count: Int, _ random: inout SeededRandom) -> TextColumn {
    let pieces = ["a", "\"", "\\", "\n", "\u{0}", "\u{1F}", "é", "🦊", "\u{2028}", "/", "{", "0"]
    var ids: Set<String> = []
    while ids.count < count {
      ids.insert(
        (0...random.below(6)).map { _ in pieces[Int(random.below(UInt64(pieces.count)))] }.joined())
    }
    return TextColumn(ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  private static func integer(_ random: inout SeededRandom) -> Int64 {
    switch random.below(5) {
    case 0: [.min, .max, 0, -1, 1_000_000][Int(random.below(5))]
    case 1: Int64(bitPattern: random.next())
    default: Int64(random.below(20)) * 500_000
    }
  }

  private static func score(_ random: inout SeededRandom) -> Double {
    switch random.below(4) {
    case 0:
      [.nan, .infinity, -.infinity, -0.0, 0, 1e300, .leastNonzeroMagnitude][Int(random.below(7))]
    case 1:
      // Any bits but those of a NaN with a payload, which a text does not keep.
      {
        let value = Double(bitPattern: $0); return value.isNaN ? 1 : value
      }(random.next())
    default: random.unit()
    }
  }
}
