import EvalStatistics

/// Makes up two versions of a router that differ, and of which neither is better on average.
///
/// In a share of the clusters the routes go the other way in one version, and a coin for each such
/// cluster says in which: now and before are exchangeable, so the true change of any metric is
/// zero, and so is that of every cohort.
struct FakeChange: Sendable {
  /// The two versions.
  struct Sides {
    var before: Decisions
    var now: Decisions
  }

  private let clusters: [Int32]
  private let clusterCount: Int
  private let models: Int
  private let flipShare: Double
  private let choices: Philox4x32
  private let details: Philox4x32
  private let order: Philox4x32
  private let seed: SIMD2<UInt32>

  init(golden: Golden, models: Int, flipShare: Double, streams: TestStreams) {
    clusters = golden.clusters
    clusterCount = golden.clusterCount
    self.models = models
    self.flipShare = flipShare
    choices = streams.generator(metric: "routes", test: "doctor_flips")
    details = streams.generator(metric: "routes", test: "doctor_routes")
    order = streams.generator(metric: "routes", test: "doctor_planting")
    seed = SIMD2(
      UInt32(truncatingIfNeeded: streams.seed), UInt32(truncatingIfNeeded: streams.seed >> 32))
  }

  /// Returns one pair of versions, a function of the decisions and the replicate alone.
  ///
  /// - Parameters:
  ///   - decisions: The router as it is.
  ///   - scores: For each model the scores of the traces that go to it; empty without scores.
  ///   - replicate: Which pair.
  /// - Returns: The pair.
  func sides(of decisions: Decisions, scores: [[Double]], replicate: Int) -> Sides {
    let flips = flippedClusters(replicate)
    var sides = Sides(before: decisions, now: decisions)
    for trace in clusters.indices where flips[Int(clusters[trace])] != 0 {
      let words = block(details, trace, replicate)
      let model = other(than: decisions.models[trace], word: words.x)
      let pool = scores.isEmpty ? [] : scores[Int(model)]
      // A route the other way has a score from the other side, or the ranking would not change.
      let score =
        pool.isEmpty
        ? nil : pool[Int(RandomIndex.multiplyShift(words.y, below: UInt32(pool.count)))]
      if flips[Int(clusters[trace])] == 1 {
        sides.now.route(trace, to: model, score: score)
      } else {
        sides.before.route(trace, to: model, score: score)
      }
    }
    return sides
  }

  /// Sorts traces by chance, the same for every size of a regression.
  func shuffled(_ traces: [Int32], replicate: Int) -> [Int32] {
    traces.map { (word: block(order, Int($0), replicate).x, trace: $0) }
      .sorted { ($0.word, $0.trace) < ($1.word, $1.trace) }.map(\.trace)
  }

  /// For each cluster 0 where nothing flips, 1 where the present flips, 2 where the past does.
  private func flippedClusters(_ replicate: Int) -> [UInt8] {
    let limit = UInt32(min(max(flipShare, 0), 1) * Double(UInt32(1) << 31))
    var flips = [UInt8](repeating: 0, count: clusterCount)
    var cluster = 0
    while cluster < clusterCount {
      let words = block(choices, cluster / 4, replicate)
      for lane in 0..<min(4, clusterCount - cluster) where words[lane] >> 1 < limit {
        flips[cluster + lane] = UInt8(1 + words[lane] & 1)
      }
      cluster += 4
    }
    return flips
  }

  /// Draws one of the other models: with two of them, the other one.
  private func other(than model: UInt8, word: UInt32) -> UInt8 {
    guard models > 1 else { return model }
    let pick = UInt8(RandomIndex.multiplyShift(word, below: UInt32(models - 1)))
    return pick < model ? pick : pick + 1
  }

  private func block(_ generator: Philox4x32, _ draw: Int, _ replicate: Int) -> SIMD4<UInt32> {
    generator.block(
      SIMD4(
        UInt32(truncatingIfNeeded: draw), UInt32(truncatingIfNeeded: replicate), seed.x, seed.y))
  }
}

extension Decisions {
  /// Sends a trace to a model.
  fileprivate mutating func route(_ trace: Int, to model: UInt8, score: Double?) {
    models[trace] = model
    if let score { scores?[trace] = score }
  }
}
