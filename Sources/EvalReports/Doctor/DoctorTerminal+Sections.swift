import EvalCore

extension DoctorTerminal {
  /// One line for each gate.
  var selfReplay: [String] {
    var table = PlainTable(columns: [
      PlainTable.Column(""), PlainTable.Column("", shrinksTo: 24),
      PlainTable.Column("", shrinksTo: 24),
    ])
    for (gate, items) in DoctorReport.grouped(report.selfReplay, by: \.gate) {
      let loud = items.first { !$0.isQuiet }
      let verdicts = items.reduce(0) { $0 + $1.verdicts }
      table.rows.append(
        PlainTable.Row([
          mark(loud == nil), PlainTable.Cell(gate.title),
          PlainTable.Cell(
            loud.map { "\($0.gate.router): \($0.reason ?? "no verdict")" }
              ?? "identical in \(NumberText.count(verdicts, "verdict"))"),
        ]))
    }
    return lines(table)
  }

  /// One line for each gate and router.
  var falseAlarms: [String] {
    var table = PlainTable(columns: [
      PlainTable.Column(""), PlainTable.Column("gate", shrinksTo: 24),
      PlainTable.Column("router", shrinksTo: 8), PlainTable.Column("failed", .right),
      PlainTable.Column("share [95 %]"),
    ])
    table.rows = report.falseAlarms.map { item in
      PlainTable.Row([
        mark(!item.isAboveLevel), PlainTable.Cell(item.gate.title),
        PlainTable.Cell(item.gate.router), PlainTable.Cell("\(item.alarms)"),
        PlainTable.Cell(
          "\(NumberText.percent(item.rate)) [\(NumberText.percent(item.low)),"
            + " \(NumberText.percent(item.high))]"),
      ])
    }
    return lines(table)
  }

  /// One line for each gate, router and place that it judges; one for what an average hides.
  var power: [String] {
    var table = PlainTable(columns: [
      PlainTable.Column(""), PlainTable.Column("gate", shrinksTo: 24),
      PlainTable.Column("router", shrinksTo: 8), PlainTable.Column("planted in", shrinksTo: 12),
      PlainTable.Column("n", .right), PlainTable.Column("loss", .right),
      PlainTable.Column("found", .right), PlainTable.Column("loss", .right),
      PlainTable.Column("found", .right), PlainTable.Column("loss", .right),
      PlainTable.Column("found", .right),
    ])
    var isAnyShort = false
    for (_, places) in groupedByRouter(report.power) {
      for place in places where place.isOwnScope || options.verbose {
        table.rows.append(row(place))
        isAnyShort = isAnyShort || place.sizes.contains(where: \.isShort)
      }
      let hidden = places.filter { !$0.isOwnScope }
      if !hidden.isEmpty, !options.verbose { table.rows.append(summary(hidden)) }
    }
    var lines = lines(table)
    if isAnyShort {
      lines += wrapped("* no more queries of these could get worse, so the loss is smaller")
    }
    return lines
  }

  private func row(_ place: DoctorReport.Power) -> PlainTable.Row {
    PlainTable.Row(
      [
        place.isOwnScope && place.isHopeless
          ? PlainTable.Cell("!", style: .doubtful) : PlainTable.Cell(""),
        PlainTable.Cell(place.gate.title), PlainTable.Cell(place.gate.router),
        PlainTable.Cell(place.cohort.isAll ? "all" : place.cohort.description),
        PlainTable.Cell("\(place.traces)"),
      ]
        + place.sizes.flatMap { size in
          [
            PlainTable.Cell(
              NumberText.fixed(size.planted, decimals: 3), mark: size.isShort ? "*" : ""),
            PlainTable.Cell(NumberText.percent(size.share, decimals: 0)),
          ]
        })
  }

  /// What a gate on all traces sees of regressions in single cohorts.
  private func summary(_ places: [DoctorReport.Power]) -> PlainTable.Row {
    let sizes = places.first?.sizes.indices ?? 0..<0
    let label = places.first?.cohort.labels.first?.name ?? "cohort"
    return PlainTable.Row(
      [
        PlainTable.Cell(""), PlainTable.Cell(places[0].gate.title),
        PlainTable.Cell(places[0].gate.router), PlainTable.Cell("one \(label)"),
        PlainTable.Cell(""),
      ]
        + sizes.flatMap { size -> [PlainTable.Cell] in
          let found = places.reduce(0) { $0 + $1.sizes[size].found }
          let tried = places.reduce(0) { $0 + $1.sizes[size].replicates }
          return [
            PlainTable.Cell(""),
            PlainTable.Cell(
              NumberText.percent(Double(found) / Double(max(tried, 1)), decimals: 0)),
          ]
        })
  }

  /// One line for each router.
  var broken: [String] {
    var table = PlainTable(columns: [
      PlainTable.Column(""), PlainTable.Column("router", shrinksTo: 8),
      PlainTable.Column("quality", .right), PlainTable.Column("broken", .right),
      PlainTable.Column("blocking gates that fail", shrinksTo: 24),
    ])
    table.rows = report.brokenRouters.map { item in
      func quality(_ value: Double?) -> String {
        value.map { NumberText.fixed($0, decimals: 3) } ?? NumberText.undefined
      }
      let caught = item.failed.first.map {
        "\(item.failed.count) of \(item.blockingGates), such as \($0.title)"
      }
      return PlainTable.Row([
        mark(item.isCaught), PlainTable.Cell(item.router), PlainTable.Cell(quality(item.quality)),
        PlainTable.Cell(quality(item.brokenQuality)),
        PlainTable.Cell(caught ?? "none of \(item.blockingGates)"),
      ])
    }
    return lines(table)
  }

  /// One line for each gate, and the reason where it is limited.
  var reach: [String] {
    DoctorReport.grouped(report.reach, by: \.gate).flatMap { gate, items in
      let blocked = items.filter { !$0.canFail }
      let mark = blocked.count == items.count ? "✗" : "✓"
      return wrapped("\(mark)  \(gate.title): \(Self.reachText(items, blocked))")
    }
  }

  private static func reachText(
    _ items: [DoctorReport.Reach], _ blocked: [DoctorReport.Reach]
  ) -> String {
    guard let first = blocked.first ?? items.first(where: { !$0.reason.isEmpty }) else {
      return "yes"
    }
    if blocked.count == items.count { return "never: \(first.reason)" }
    let who = items.count > 1 ? "\(first.gate.router): " : ""
    let more =
      blocked.count > 1 ? "; nor for \(NumberText.count(blocked.count - 1, "other router"))" : ""
    return blocked.isEmpty ? "yes; \(who)\(first.reason)" : "not for \(who)\(first.reason)\(more)"
  }

  private func mark(_ isGood: Bool) -> PlainTable.Cell {
    isGood ? PlainTable.Cell("✓", style: .good) : PlainTable.Cell("✗", style: .bad)
  }

  private func groupedByRouter(
    _ items: [DoctorReport.Power]
  ) -> [(DoctorReport.Gate, [DoctorReport.Power])] {
    DoctorReport.grouped(items, by: \.gate).flatMap { _, own in
      var groups: [(DoctorReport.Gate, [DoctorReport.Power])] = []
      for item in own {
        if groups.last?.0.router == item.gate.router {
          groups[groups.count - 1].1.append(item)
        } else {
          groups.append((item.gate, [item]))
        }
      }
      return groups
    }
  }
}
