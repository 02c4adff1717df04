import EvalSystem

/// Turns the rows of a table into traces.
struct TableTraceReader {
  private let importer: TableImporter
  private let digits: Int
  private let cohorts: [String]
  private let signals: [String]
  private var reader: RowReader
  /// The lines whose prompt is empty although a column is mapped to it.
  private(set) var promptless: [Int] = []

  /// Prepares to read.
  ///
  /// - Parameters:
  ///   - importer: What the user asked for.
  ///   - file: The table's file, for messages.
  ///   - rows: The number of rows, for ids made of row numbers.
  init(importer: TableImporter, file: String, rows: Int) {
    self.importer = importer
    self.digits = String(rows).count
    self.cohorts = importer.map.names(of: .cohort)
    self.signals = importer.map.names(of: .signal)
    self.reader = RowReader(map: importer.map, file: file)
  }

  /// Reads a row; what does not fit is reported by `finish`.
  mutating func trace(_ row: ColumnTable.Row, number: Int) -> TraceDraft {
    reader.move(to: row)
    let id = id(number)
    let cluster = reader.label(.part(.cluster))
    let messages = messages()
    return TraceDraft(
      id: id, cluster: cluster == id ? nil : cluster,
      weight: reader.count(.part(.weight), in: TraceLimits.weight),
      user: reader.label(.part(.user)),
      conversation: reader.label(.part(.conversation)),
      messages: importer.options.figuresOnly ? [] : messages,
      cohorts: cohorts.compactMap { name in
        reader.label(.named(.cohort, name)).map { TraceDraft.Cohort(name, $0) }
      },
      outcomes: importer.map.models.compactMap { outcome($0) },
      signals: allSignals(messages), place: row.place)
  }

  /// Throws what did not fit, over all rows.
  func finish() throws(ProblemReport) {
    try reader.log.throwIfAny()
  }

  private mutating func id(_ number: Int) -> String {
    let target = ColumnTarget.part(.id)
    guard reader.isMapped(target) else { return PaddedNumber.text(number, width: digits) }
    if reader.value(target) == nil { reader.report(target, "is empty; every row needs an id") }
    return reader.label(target) ?? ""
  }

  /// A prompt is a text, or a list of messages as chat completions have it.
  private mutating func messages() -> [TraceDraft.Message] {
    let target = ColumnTarget.part(.prompt)
    if reader.isMapped(target), reader.value(target) == nil { promptless.append(reader.line) }
    guard case .list(let items)? = reader.value(target) else {
      return reader.label(target).map { [TraceDraft.Message(role: "user", content: $0)] } ?? []
    }
    let messages = items.compactMap(Self.message)
    if messages.count < items.count {
      reader.report(target, "every message must be an object with the texts `role` and `content`")
    }
    return messages
  }

  private static func message(_ item: CellValue) -> TraceDraft.Message? {
    guard case .object(let values) = item, case .text(let role)? = values["role"],
      case .text(let content)? = values["content"]
    else { return nil }
    return TraceDraft.Message(role: role, content: content)
  }

  private mutating func allSignals(_ messages: [TraceDraft.Message]) -> [TraceDraft.Signal] {
    var all: [TraceDraft.Signal] = []
    for name in signals {
      if let value = reader.number(.named(.signal, name)) {
        all.append(TraceDraft.Signal(name, value))
      }
    }
    if importer.options.figuresOnly, !messages.isEmpty, !signals.contains("prompt_length") {
      all.append(PromptFigures(messages.map(\.content).joined()).lengthSignal)
    }
    return all
  }

  private mutating func outcome(_ model: String) -> TraceDraft.Outcome? {
    let keepsResponse = !importer.options.figuresOnly
    let quality = quality(model)
    let outcome = TraceDraft.Outcome(
      model: model, quality: quality ?? 0,
      inputTokens: reader.count(.outcome(.inputTokens, model: model), in: TraceLimits.tokens),
      outputTokens: reader.count(.outcome(.outputTokens, model: model), in: TraceLimits.tokens),
      costUSD: reader.amount(.outcome(.costUSD, model: model), in: TraceLimits.costUSD),
      latencyMS: reader.amount(.outcome(.latencyMS, model: model), in: TraceLimits.latencyMS),
      response: keepsResponse ? reader.label(.outcome(.response, model: model)) : nil,
      rating: reader.amount(.outcome(.rating, model: model), in: TraceLimits.rating))
    return quality == nil ? nil : outcome
  }

  private mutating func quality(_ model: String) -> Double? {
    let target = ColumnTarget.outcome(.quality, model: model)
    guard reader.value(target) != nil else {
      reader.report(target, "is empty; every row needs a quality of `\(model)`")
      return nil
    }
    guard let value = reader.number(target) else { return nil }
    let scale = importer.quality
    guard scale.min...scale.max ~= value else {
      let ends = [value, scale.min, scale.max].map(DecimalText.shortest)
      reader.report(
        target,
        "\(ends[0]) is outside the scale \(ends[1]) to \(ends[2]); set it with --quality-min and"
          + " --quality-max")
      return nil
    }
    return value
  }
}
