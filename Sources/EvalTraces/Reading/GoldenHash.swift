import EvalCore
import EvalSystem

/// Hashes what was recorded, whatever the order of lines, models or labels.
enum GoldenHash {
  /// Returns the SHA-256 of ids, clusters, weights, labels, scale, qualities, tokens, latencies
  /// and ratings, in lowercase hexadecimal.
  ///
  /// Prices, recorded costs, signals and prose are left out: they may change without a new
  /// recording.
  static func sha256(of golden: Golden) -> String {
    var hash = SHA256()
    begin(&hash, golden, "golden")
    hash.update(golden.clusters)
    update(&hash, "weights", golden.weights)
    for label in golden.labels {
      update(&hash, TextColumn([label.name] + label.levels))
      hash.update(label.codes)
    }
    answers(&hash, golden)
    return SHA256.hex(hash.finish())
  }

  /// Returns the SHA-256 of ids, scale, qualities, tokens, latencies and ratings alone.
  ///
  /// Queries that are labelled, clustered or weighted anew are not recorded anew.
  static func outcomesSHA256(of golden: Golden) -> String {
    var hash = SHA256()
    begin(&hash, golden, "outcomes")
    answers(&hash, golden)
    return SHA256.hex(hash.finish())
  }

  private static func begin(_ hash: inout SHA256, _ golden: Golden, _ what: String) {
    hash.update("evalroute/\(what)/1\n")
    hash.update([golden.scale.min.bitPattern, golden.scale.max.bitPattern])
    hash.update([golden.scale.unitsPerPoint, Int64(golden.count)])
    update(&hash, golden.ids)
  }

  private static func answers(_ hash: inout SHA256, _ golden: Golden) {
    let models = golden.models.indices.sorted {
      golden.models[$0].utf8.lexicographicallyPrecedes(golden.models[$1].utf8)
    }
    for model in models {
      let outcomes = golden.outcomes[model]
      update(&hash, TextColumn([golden.models[model]]))
      hash.update(outcomes.quality)
      update(&hash, "recordings", outcomes.recordings)
      update(&hash, "input_tokens", outcomes.inputTokens)
      update(&hash, "output_tokens", outcomes.outputTokens)
      update(&hash, "cached_input_tokens", outcomes.cachedInputTokens)
      update(&hash, "reasoning_tokens", outcomes.reasoningTokens)
      update(&hash, "latency", outcomes.latency)
      update(&hash, "rating", outcomes.rating)
    }
  }

  private static func update(_ hash: inout SHA256, _ column: TextColumn) {
    hash.update([Int64(column.count), Int64(column.bytes.count)])
    hash.update(column.ends.map(Int64.init))
    hash.update(column.bytes)
  }

  private static func update<Word: FixedWidthInteger>(
    _ hash: inout SHA256, _ name: String, _ column: [Word]?
  ) {
    guard let column else { return }
    hash.update(name)
    hash.update(column)
  }
}
