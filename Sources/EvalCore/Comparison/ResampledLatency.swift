/// The latencies of a replay's choices, sorted once and counted by a resample of their clusters.
struct ResampledLatency {
  private let latencies: [Int64]
  private let clusters: [Int32]

  /// Sorts a scope's latencies; nil where some call has none.
  init?(_ replay: Replay, _ scope: ChangeScope) {
    var pairs: [(latency: Int64, cluster: Int32)] = []
    pairs.reserveCapacity(scope.count)
    for member in scope.members {
      let trace = Int(member)
      guard let column = replay.pool.latency[Int(replay.decisions.models[trace])] else {
        return nil
      }
      pairs.append((column[trace], scope.partition.clusters[trace]))
    }
    pairs.sort { ($0.latency, $0.cluster) < ($1.latency, $1.cluster) }
    latencies = pairs.map(\.latency)
    clusters = pairs.map(\.cluster)
  }

  /// Returns the type 7 quantile in ms; nil where the resample is empty.
  func quantile(_ probability: Double, counts: [Int32]) -> Double? {
    let total = clusters.reduce(0) { $0 + Int(counts[Int($1)]) }
    guard total > 0 else { return nil }
    let place = Double(total - 1) * probability
    let index = Int(place)
    guard let low = value(index, counts) else { return nil }
    let high = value(min(index + 1, total - 1), counts) ?? low
    return (Double(low) + (place - Double(index)) * Double(high - low)) / 1000
  }

  /// The latency at a place of the resample.
  private func value(_ index: Int, _ counts: [Int32]) -> Int64? {
    var passed = 0
    for (position, cluster) in clusters.enumerated() {
      passed += Int(counts[Int(cluster)])
      if passed > index { return latencies[position] }
    }
    return nil
  }
}
