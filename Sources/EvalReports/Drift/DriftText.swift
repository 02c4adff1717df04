package import EvalCore

/// A comparison of a golden with traffic, for a terminal.
package struct DriftText {
  private let report: DriftReport
  private let options: TerminalOptions

  private init(_ report: DriftReport, _ options: TerminalOptions) {
    self.report = report
    self.options = options
  }

  /// Returns the report: features, statistics, what to expect, and the verdict at its end.
  package static func render(_ report: DriftReport, options: TerminalOptions) -> String {
    let text = DriftText(report, options)
    let forecast = DriftForecast(report, options)
    let sections =
      [text.heading, text.features, text.asides, text.statistics] + forecast.sections
      + [text.closing]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private var heading: [String] {
    let golden = report.golden
    let clusters =
      golden.clusters < golden.traces
      ? " in \(NumberText.count(golden.clusters, "cluster"))" : ""
    let grouped = report.traffic.clusters.map { " in \(NumberText.count($0, "cluster"))" } ?? ""
    let traffic = NumberText.count(report.traffic.rows, "query", plural: "queries")
    var lines = [
      "golden \(golden.name): \(NumberText.count(golden.traces, "trace"))\(clusters)",
      "traffic \(report.traffic.file): \(traffic)\(grouped)",
    ]
    if let model = report.model { lines.append("the golden's tokens are those of \(model)") }
    return (lines + report.notes).map(VisibleText.escaped)
  }

  private var features: [String] {
    var table = PlainTable(columns: [
      .init("feature", shrinksTo: 16), .init("golden", .right, dropRank: 2),
      .init("traffic", .right, dropRank: 2), .init("statistic"), .init("value", .right),
      .init("by chance", .right), .init("limit", .right, dropRank: 1),
      .init("p of the test", .right),
      .init("adjusted p", .right), .init("decision"),
    ])
    table.rows = report.features.map { feature in
      let leading = Self.leading(feature)
      return .init([
        .init(feature.feature), .init(String(feature.golden.queries)),
        .init(String(feature.traffic.queries)), .init(DriftWords.name(leading.name)),
        .init(Self.number(leading.value.value)), .init(Self.number(leading.expected)),
        .init(leading.limit.map(NumberText.plain) ?? ""), .init(DriftWords.p(feature.p)),
        .init(DriftWords.p(feature.adjustedP)),
        .init(DriftWords.decision(feature), style: DriftWords.style(feature.decision)),
      ])
    }
    return lines(table)
  }

  /// The measure that is furthest above its limit, or nearest to it.
  private static func leading(_ feature: FeatureDrift) -> DriftStatistic {
    func reach(_ statistic: DriftStatistic) -> Double {
      guard let limit = statistic.limit, let value = statistic.value.value else { return -1 }
      return value / limit
    }
    return feature.statistics.reduce(feature.statistics[0]) { reach($1) > reach($0) ? $1 : $0 }
  }

  /// Missing numbers, levels of one side, and features that were left out.
  private var asides: [String] {
    var asides: [String] = []
    for feature in report.features {
      for (side, name) in [(feature.golden, "golden"), (feature.traffic, "traffic")]
      where side.missing > 0 {
        asides.append("\(feature.feature): left out of the \(name): \(side.missing) without one")
      }
      if !feature.unseen.isEmpty {
        asides.append(
          "\(feature.feature): the golden has none of \(DriftWords.list(feature.unseen))")
      }
      if !feature.vanished.isEmpty {
        asides.append(
          "\(feature.feature): the traffic has none of \(DriftWords.list(feature.vanished))")
      }
    }
    asides += report.skipped.map { "not compared: \($0.feature): \($0.reason)" }
    return asides.map(VisibleText.escaped).flatMap {
      TextWrap.lines($0, width: options.columns, indent: "  ")
    }
  }

  private var statistics: [String] {
    var table = PlainTable(columns: [
      .init("every statistic", shrinksTo: 16), .init(""), .init("value", .right),
      .init("by chance", .right), .init("limit", .right), .init("p", .right), .init(""),
    ])
    for feature in report.features {
      for (index, statistic) in feature.statistics.enumerated() {
        table.rows.append(
          .init([
            .init(index == 0 ? feature.feature : ""), .init(DriftWords.name(statistic.name)),
            .init(Self.number(statistic.value.value)), .init(Self.number(statistic.expected)),
            .init(statistic.limit.map(NumberText.plain) ?? ""),
            .init(statistic.p.map(DriftWords.p) ?? ""),
            .init(
              { if case .undefined(let reason) = statistic.value { reason } else { "" } }(),
              style: .dim),
          ]))
      }
    }
    return lines(table.withoutEmptyColumns)
  }

  private var closing: [String] {
    let sentence = DriftSentence(report)
    let glyph: (String, TextStyle) =
      switch report.verdict {
      case .steady: ("✓", .good)
      case .drifted: ("✗", .bad)
      case .tooLittle: ("?", .doubtful)
      }
    let lines = ([sentence.verdict] + sentence.advice).map(VisibleText.escaped)
    return lines.enumerated().flatMap { index, line in
      TextWrap.lines(
        line, width: options.columns,
        first: index == 0 ? glyph.1.apply(glyph.0, color: options.color) + " " : "  ",
        indent: "  ")
    }
  }

  private func lines(_ table: PlainTable) -> [String] {
    table.fitted(to: options.columns).table.lines(color: options.color)
  }

  private static func number(_ value: Double?) -> String {
    value.map { $0 == 0 ? "0" : NumberText.significant($0, digits: 3) } ?? NumberText.undefined
  }
}
