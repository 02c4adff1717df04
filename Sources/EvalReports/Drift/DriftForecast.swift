import EvalCore

/// The quality and the bill to expect: with the traffic's mix, and at every share of hard queries.
struct DriftForecast {
  private let report: DriftReport
  private let options: TerminalOptions

  init(_ report: DriftReport, _ options: TerminalOptions) {
    self.report = report
    self.options = options
  }

  /// A section for each label, then those of the difficulty.
  var sections: [[String]] { report.mixes.map(mix) + difficulty }

  private func mix(_ mix: ExpectedMix) -> [String] {
    let known =
      mix.known == 1 ? "" : "; \(NumberText.percent(mix.known)) of the traffic, levels known here"
    var table = PlainTable(columns: [
      .init("", shrinksTo: 12), .init("quality", .right), .init("expected", .right),
      .init("change", .right), .init("$ / 1,000", .right), .init("expected", .right),
      .init("change", .right),
    ])
    table.rows = mix.policies.map { policy in
      let quality = (policy.golden.quality, policy.expected.quality)
      let cost = (policy.golden.cost.estimate?.estimate, policy.expected.cost.estimate?.estimate)
      return .init([
        .init(policy.golden.policy), .init(Self.quality(quality.0)), .init(Self.quality(quality.1)),
        .init(
          Self.change(quality.0.estimate?.raw, quality.1.estimate?.raw) {
            NumberText.signed($0, decimals: 3)
          }),
        .init(Self.bill(cost.0)), .init(Self.bill(cost.1)),
        .init(Self.change(cost.0, cost.1) { NumberText.signedUSD($0 * 1000) }),
      ])
    }
    return [VisibleText.escaped("to expect with the traffic's \(mix.label)\(known)")]
      + lines(table)
  }

  private var difficulty: [[String]] {
    guard let difficulty = report.difficulty else { return [] }
    let traffic =
      difficulty.trafficShare.map { ", the traffic's \(NumberText.percent($0))" } ?? ""
    let title =
      "hard: \(difficulty.hard) (the golden's share is"
      + " \(NumberText.percent(difficulty.goldenShare))\(traffic))"
    let quality = table(difficulty, "quality") { Self.quality($0.quality) }
    let bill = table(difficulty, "$ / 1,000") { Self.bill($0.cost.estimate?.estimate) }
    return [[VisibleText.escaped(title)] + quality, bill]
  }

  private func table(
    _ difficulty: DifficultyMix, _ title: String, _ cell: (PolicyFigures) -> String
  ) -> [String] {
    let names = difficulty.rows.first?.policies.map(\.policy) ?? []
    var table = PlainTable(
      columns: [.init("\(title), hard", .right)]
        + names.map { .init($0, .right, shrinksTo: 8) })
    table.rows = difficulty.rows.map { row in
      .init([.init("\(row.hard)%")] + row.policies.map { .init(cell($0)) })
    }
    return lines(table)
  }

  private func lines(_ table: PlainTable) -> [String] {
    table.fitted(to: options.columns).table.lines(color: options.color)
  }

  private static func quality(_ quality: Measured) -> String {
    quality.estimate.map { NumberText.fixed($0.raw ?? $0.estimate, decimals: 3) }
      ?? NumberText.undefined
  }

  private static func bill(_ cost: Double?) -> String {
    cost.map { NumberText.usd($0 * 1000) } ?? NumberText.undefined
  }

  private static func change(
    _ before: Double?, _ after: Double?, _ text: (Double) -> String
  ) -> String {
    guard let before, let after else { return NumberText.undefined }
    // Rounded as in JSON, so that the last bits of a sum never show.
    return text(Rounding.significant(after) - Rounding.significant(before))
  }
}
