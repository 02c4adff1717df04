/// What a reader should know of the ladder and of routers that hardly use it.
package struct LadderWarnings {
  private let models: [ModelReport]
  private let golden: Golden

  /// The share of all queries from which a router counts as collapsed.
  static let collapsedShare = 0.95

  package init(_ models: [ModelReport], golden: Golden) {
    self.models = models
    self.golden = golden
  }

  /// Models that cost more than another and are no better.
  package var dominated: [String] {
    let pairs = models.compactMap { model in model.dominatedBy.map { (model, $0) } }
    guard let (first, better) = pairs.first else { return [] }
    guard pairs.count > 1 else {
      let costsMore = cost(of: first.model) != cost(of: better)
      return [
        "\(first.model) costs \(costsMore ? "more than" : "as much as") \(better) and answers"
          + (costsMore ? " no better" : " worse")
      ]
    }
    let names = pairs.map { "\($0.0.model) (\($0.1))" }.joined(separator: ", ")
    return ["\(pairs.count) models cost no less than another and answer no better: \(names)"]
  }

  /// A ladder that begins with a dearer model than it ends with.
  package var reversed: [String] {
    guard let weak = models.first, let strong = models.last,
      let low = weak.cost.estimate?.estimate, let high = strong.cost.estimate?.estimate, low > high
    else { return [] }
    return [
      "\(weak.model) is called the weak model, and costs more than the strong one, \(strong.model):"
        + " a ladder begins with the cheapest"
    ]
  }

  /// Returns what there is to say of a router that sends nearly all queries to one model.
  package func collapse(of report: RouterReport) -> String? {
    let total = report.metrics.calls.values.reduce(0, +)
    guard report.kind != "constant", total > 0,
      let model = models.first(where: {
        Double(report.metrics.calls[$0.model] ?? 0) >= Self.collapsedShare * Double(total)
      }), let alone = model.quality.estimate?.estimate,
      let own = report.metrics.quality.estimate?.estimate
    else { return nil }
    let share = Double(report.metrics.calls[model.model] ?? 0) / Double(total)
    return "\(report.name): \(Self.rounded(share * 100)) % of its queries go to \(model.model), and"
      + " always calling \(model.model) would have scored \(difference(alone - own))"
  }

  private func cost(of model: String) -> Double? {
    models.first { $0.model == model }?.cost.estimate?.estimate
  }

  private func difference(_ normalized: Double) -> String {
    let isUnitScale = golden.scale.min == 0 && golden.scale.max == 1
    let points = normalized * (isUnitScale ? 100 : golden.scale.width)
    let size = Self.rounded(points.magnitude)
    guard size > 0 else { return "the same" }
    return "\(size) \(isUnitScale ? "%-points" : "points") \(points > 0 ? "more" : "less")"
  }

  private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
