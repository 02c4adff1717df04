import EvalCore

/// What a change came from in words, the same in every report.
struct AttributionText {
  private let quality: QualityText

  init(_ quality: QualityText) {
    self.quality = quality
  }

  /// One line for each split that is defined and says more than the change itself.
  func lines(_ comparison: RouterComparison) -> [String] {
    let parts = comparison.attribution
    var lines: [String] = []
    if let budget = parts.budget, let ranking = parts.ranking {
      lines.append(
        "quality: \(points(budget)) from another share of strong calls,"
          + " \(points(ranking)) from another ranking")
    }
    if let routing = parts.routing, let model = parts.model {
      var line =
        "quality: \(points(routing)) from other routes, \(points(model)) from other answers"
      if let floor = comparison.noiseFloor {
        line += " (recording anew alone: ± \(quality.size(1.96 * floor)))"
      }
      lines.append(line)
    }
    return lines + cost(parts)
  }

  private func cost(_ parts: RouterComparison.Attribution) -> [String] {
    let deciding = parts.deciding ?? 0
    guard let routes = parts.routes, let rest = parts.pricesAndTokens, rest != 0 || deciding != 0
    else { return [] }
    func usd(_ value: Double) -> String { "\(NumberText.signedUSD(value * 1000)) / 1,000" }
    var line = "cost: \(usd(routes)) from other routes"
    if let prices = parts.prices, let tokens = parts.tokens {
      if prices != 0 || rest != 0 { line += ", \(usd(prices)) from other prices" }
      if tokens != 0 { line += ", \(usd(tokens)) from other tokens" }
    } else {
      line += ", \(usd(rest)) from prices and tokens"
    }
    if deciding != 0 { line += ", \(usd(deciding)) from deciding" }
    return [line]
  }

  private func points(_ change: Double) -> String {
    "\(quality.change(change)) \(quality.changeUnit)"
  }

  /// Where the flips stand, those nearest to the threshold first; nil where nothing tells.
  static func distances(_ comparison: RouterComparison) -> String? {
    guard let distances = comparison.distances, !distances.isEmpty else { return nil }
    let parts = distances.map { group in
      group.within == 1
        ? "\(group.flips) farther"
        : "\(group.flips) to \(NumberText.plain(group.within * 100)) %"
    }
    return "flips by the share of traces between score and threshold: "
      + parts.joined(separator: ", ")
  }
}
