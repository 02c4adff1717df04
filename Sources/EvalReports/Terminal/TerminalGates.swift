import EvalCore

/// The gates: what failed first, what held as a count.
struct TerminalGates {
  private let report: RunReport
  private let options: TerminalOptions

  /// How many gates of one standing are listed unless all are asked for.
  private static let shown = 20

  /// How far the gates stand in, and what explains them.
  private static let indent = "  "
  private static let reasonIndent = "      "

  init(_ report: RunReport, _ options: TerminalOptions) {
    self.report = report
    self.options = options
  }

  /// A heading with counts, then the gates worth a line; nothing where there are no gates.
  var lines: [String] {
    guard !report.gates.isEmpty else { return [] }
    let groups = GateStanding.allCases.map { standing in
      report.gates.filter { GateStanding($0) == standing }
    }
    let shown = zip(GateStanding.allCases, groups).map { Array($1.prefix(limit(of: $0))) }
    let rows = rows(shown.flatMap(\.self))
    var lines = heading(groups)
    var next = 0
    for (group, part) in zip(groups, shown) {
      lines += rows[next..<next + part.count].flatMap(\.self)
      next += part.count
      if !part.isEmpty, group.count > part.count { lines.append(rest(group.count - part.count)) }
    }
    return lines
  }

  private func limit(of standing: GateStanding) -> Int {
    if options.verbose { return .max }
    return switch standing {
    case .failed, .open, .waived, .noted: Self.shown
    case .undecided: 3
    case .passed: 0
    }
  }

  private func heading(_ groups: [[GateResult]]) -> [String] {
    let counts = zip(GateStanding.allCases, groups).compactMap { standing, gates in
      gates.isEmpty ? nil : "\(gates.count) \(standing.word)"
    }
    let lines = TextWrap.list(
      counts, separator: " ·", width: options.columns, first: "Gates  ", indent: "       ")
    let title = TextStyle.bold.apply("Gates", color: options.color)
    return [title + (lines.first ?? "").dropFirst(5)] + lines.dropFirst()
  }

  private func rest(_ count: Int) -> String {
    Self.indent + TextStyle.dim.apply("· and \(count) more, see report.html", color: options.color)
  }

  /// The lines of each gate; what several in a row share stands under the last of them.
  private func rows(_ gates: [GateResult]) -> [[String]] {
    let room = options.columns - Self.indent.count
    let table = PlainTable(
      columns: subject
        + [
          PlainTable.Column("", .right), PlainTable.Column("", dropRank: 1), PlainTable.Column(""),
        ],
      rows: gates.map { PlainTable.Row(subject($0) + figures($0)) })
    let fitted = table.withoutEmptyColumns.fitted(to: room).table
    let heads = fitted.width > room ? stacked(gates, room) : fitted.lines(color: options.color)
    return zip(gates.indices, heads).map { index, head in
      let gate = gates[index]
      let isShared =
        index + 1 < gates.count && gates[index + 1].reason == gate.reason
        && gate.change == nil && gates[index + 1].change == nil && gates[index + 1].why == gate.why
        && GateStanding(gates[index + 1]) == GateStanding(gate)
      let requirement = fitted.width > room ? required(gate) : []
      return [Self.indent + head] + requirement + (isShared ? [] : reason(gate))
    }
  }

  private var subject: [PlainTable.Column] {
    [
      PlainTable.Column(""), PlainTable.Column("", shrinksTo: 6),
      PlainTable.Column("", shrinksTo: 11), PlainTable.Column("", shrinksTo: 8),
    ]
  }

  private func subject(_ gate: GateResult) -> [PlainTable.Cell] {
    let standing = GateStanding(gate)
    return [
      PlainTable.Cell("\(standing.glyph) \(standing.shortWord)", style: standing.style),
      PlainTable.Cell(gate.router, style: .bold), PlainTable.Cell(gate.metricTitle),
      PlainTable.Cell(gate.cohort.isAll ? "" : gate.cohort.description),
    ]
  }

  private func figures(_ gate: GateResult) -> [PlainTable.Cell] {
    let text = GateText(gate, golden: report.golden)
    return [
      PlainTable.Cell(text.number), PlainTable.Cell(text.rawValue.map { "(\($0))" } ?? ""),
      PlainTable.Cell(text.requirement),
    ]
  }

  /// What is judged alone, for terminals where the figures need a line of their own.
  private func stacked(_ gates: [GateResult], _ room: Int) -> [String] {
    let table = PlainTable(columns: subject, rows: gates.map { PlainTable.Row(subject($0)) })
      .withoutEmptyColumns.fitted(to: room).table
    if table.width <= room { return table.lines(color: options.color) }
    return gates.map { gate in
      let cells = subject(gate)
      let words = cells.dropFirst().map(\.text).filter { !$0.isEmpty }.joined(separator: " ")
      let rest = VisibleText.line(words, columns: room - 2 - DisplayWidth.columns(cells[0].text))
      return cells[0].style.apply(cells[0].text, color: options.color) + "  " + rest
    }
  }

  private func required(_ gate: GateResult) -> [String] {
    let text = GateText(gate, golden: report.golden)
    let value = gate.value.value == nil ? "no value" : text.value
    return TextWrap.lines(
      VisibleText.line("\(value); required: \(text.requirement)", columns: 300),
      width: options.columns, first: Self.reasonIndent, indent: Self.reasonIndent)
  }

  /// Why: left out where the figures say it all, and for what passed.
  private func reason(_ gate: GateResult) -> [String] {
    guard gate.verdict != .passed else { return [] }
    let isPlain = gate.reason == "the requirement does not hold"
    let reason = isPlain ? "" : GateText(gate, golden: report.golden).because
    return [reason, gate.why ?? ""].filter { !$0.isEmpty }
      .flatMap {
        TextWrap.lines(
          VisibleText.line($0, columns: 400), width: options.columns, first: Self.reasonIndent,
          indent: Self.reasonIndent)
      }
      .map { TextStyle.dim.apply($0, color: options.color) }
  }
}
