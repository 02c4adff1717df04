import EvalCore

/// The ladder's models with what they come to alone, and which router sends how much to each.
struct ModelTable {
  /// One model's row.
  struct Row {
    /// The model.
    let model: String
    /// Its mean quality with half its interval, its USD for 1,000 queries, and its place.
    let figures: [Figure]
    /// For each router the share of its queries that the model gets.
    let shares: [String]
  }

  /// The headings of the figures.
  static let titles = ["quality", "$ / 1,000", "hull"]

  /// The routers, whose shares are the last columns.
  let routers: [String]
  /// The models, cheapest first; none where two models stand as they should.
  let rows: [Row]

  init(_ report: RunReport) {
    let models = report.models ?? []
    let isWorthIt = models.count > 2 || models.contains { $0.dominatedBy != nil }
    let quality = QualityText(report.golden)
    routers = isWorthIt ? report.routers.map(\.name) : []
    rows =
      isWorthIt
      ? models.map { model in
        Row(
          model: model.model,
          figures: [
            quality.figure(model.quality), Figure(model.cost) { NumberText.usd($0 * 1000) },
            Self.place(model),
          ],
          shares: report.routers.map { Self.share(of: model.model, in: $0) })
      } : []
  }

  /// What the table shows, in a sentence.
  static let meaning =
    "hull: whether a mix of models needs it; below a router's name, its share of the calls"

  private static func place(_ model: ModelReport) -> Figure {
    guard let isOnHull = model.isOnHull else { return Figure(NumberText.undefined) }
    if isOnHull { return Figure("yes") }
    return Figure(model.dominatedBy == nil ? "below" : "beaten")
  }

  private static func share(of model: String, in router: RouterReport) -> String {
    let total = router.metrics.calls.values.reduce(0, +)
    guard total > 0 else { return NumberText.undefined }
    return NumberText.percent(Double(router.metrics.calls[model] ?? 0) / Double(total))
  }
}
