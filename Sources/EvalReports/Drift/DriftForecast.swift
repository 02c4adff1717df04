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
      .init("change", .right, dropRank: 1), .init("$ / 1,000", .right), .init("expected", .right),
      .init("change", .right, dropRank: 1),
    ])
    table.rows = mix.policies.map { policy in
      let quality = (policy.golden.quality, policy.expected.quality)
      let cost = (policy.golden.cost.estimate?.estimate, policy.expected.cost.estimate?.estimate)
      return .init([
        .init(policy.golden.policy), .init(self.quality(quality.0)),
        .init(self.quality(quality.1)),
        .init(
          Self.change(quality.0.estimate?.raw, quality.1.estimate?.raw) {
            NumberText.signed($0, decimals: 3)
          }),
        .init(Self.bill(policy.golden.cost)), .init(Self.bill(policy.expected.cost)),
        .init(Self.change(cost.0, cost.1) { NumberText.signedUSD($0 * 1000) }),
      ])
    }
    return [VisibleText.escaped("to expect with the traffic's \(mix.label)\(known)")]
      + lines(table) + doubts(mix.policies.map(\.expected))
  }

  /// Why there are figures without an interval, each reason once.
  private func doubts(_ figures: [PolicyFigures]) -> [String] {
    var reasons: [String] = []
    for measured in figures.flatMap({ [$0.quality, $0.cost] }) {
      guard case .undefined(let reason) = measured.estimate?.low, !reasons.contains(reason)
      else { continue }
      reasons.append(reason)
    }
    return reasons.flatMap {
      TextWrap.lines(
        VisibleText.escaped("no interval: \($0)"), width: options.columns, indent: "  ")
    }
  }

  private var difficulty: [[String]] {
    guard let difficulty = report.difficulty else { return [] }
    let traffic =
      difficulty.trafficShare.map { ", the traffic's \(NumberText.percent($0))" } ?? ""
    let title =
      "hard: \(difficulty.hard) (the golden's share is"
      + " \(NumberText.percent(difficulty.goldenShare))\(traffic))"
    let quality = table(difficulty, "quality") { self.quality($0.quality, reach: $1) }
    let bill = table(difficulty, "$ / 1,000") { Self.bill($0.cost, reach: $1) }
    let doubts = doubts(difficulty.rows.flatMap(\.policies))
    return [[VisibleText.escaped(title)] + quality, bill + doubts]
  }

  /// With intervals where there is room for them.
  private func table(
    _ difficulty: DifficultyMix, _ title: String, _ cell: (PolicyFigures, Bool) -> String
  ) -> [String] {
    let names = difficulty.rows.first?.policies.map(\.policy) ?? []
    func table(reach: Bool) -> PlainTable {
      var table = PlainTable(
        columns: [.init("\(title), hard", .right)]
          + names.map { .init($0, .right, shrinksTo: 8) })
      table.rows = difficulty.rows.map { row in
        .init([.init("\(row.hard)%")] + row.policies.map { .init(cell($0, reach)) })
      }
      return table
    }
    let wide = table(reach: true)
    if wide.width <= options.columns { return lines(wide) }
    return lines(table(reach: false))
      + TextWrap.lines(
        "± is left out for want of \(wide.width) columns; --json has the intervals",
        width: options.columns, indent: "  ")
  }

  private func lines(_ table: PlainTable) -> [String] {
    table.fitted(to: options.columns).table.lines(color: options.color)
  }

  private func quality(_ quality: Measured, reach: Bool = true) -> String {
    guard let estimate = quality.estimate else { return NumberText.undefined }
    let width = report.golden.qualityMax - report.golden.qualityMin
    let text = NumberText.fixed(estimate.raw ?? estimate.estimate, decimals: 3)
    guard reach, let half = Self.reach(estimate) else { return text }
    return text + " ± " + NumberText.fixed(half * width, decimals: 3)
  }

  /// The bill of a thousand queries; its error has as many decimals as itself.
  private static func bill(_ cost: Measured, reach: Bool = true) -> String {
    guard let estimate = cost.estimate else { return NumberText.undefined }
    let text = NumberText.usd(estimate.estimate * 1000)
    guard reach, let half = self.reach(estimate) else { return text }
    let decimals = text.split(separator: ".").last?.count ?? 2
    return text + " ± " + NumberText.fixed(half * 1000, decimals: decimals)
  }

  /// Half an interval; nil where there is none.
  private static func reach(_ estimate: Estimate) -> Double? {
    guard let low = estimate.low?.value, let high = estimate.high?.value else { return nil }
    return (Rounding.significant(high) - Rounding.significant(low)) / 2
  }

  private static func change(
    _ before: Double?, _ after: Double?, _ text: (Double) -> String
  ) -> String {
    guard let before, let after else { return NumberText.undefined }
    // Rounded as in JSON, so that the last bits of a sum never show.
    return text(Rounding.significant(after) - Rounding.significant(before))
  }
}
