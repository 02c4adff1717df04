import EvalCore
import EvalSystem

extension Recording {
  /// A SHA-256 of everything here, by which the store knows a recording that it already has.
  ///
  /// Columns enter by their xxHash: a million traces take milliseconds, and a run on a known
  /// recording need not encode it to find that out.
  var fingerprint: String {
    var parts = [goldenSHA256, pricesSHA256, "\(unitsPerPoint)"]
    parts += [digest(ids.bytes), digest(ids.ends), digest(clusters), digest(weights)]
    parts.append("labels \(labels.count)")
    for label in labels {
      parts += [label.name, "levels \(label.levels.count)"] + label.levels + [digest(label.codes)]
    }
    for model in models {
      parts += [model.name, digest(model.quality), digest(model.cost), digest(model.latency)]
      parts += [digest(model.inputTokens), digest(model.outputTokens)]
    }
    // Lengths first: no two lists of parts give the same text.
    return SHA256.hex(SHA256.digest(parts.map { "\($0.utf8.count):\($0)" }.joined()))
  }

  private func digest(_ column: [some FixedWidthInteger]?) -> String {
    guard let column else { return "none" }
    return "\(column.count) \(column.withUnsafeBytes { XXHash64.hash($0) })"
  }
}
