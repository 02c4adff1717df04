import EvalCore
import EvalSystem

/// Joins blocks into one golden whose traces stand in the byte order of their ids.
struct GoldenAssembly {
  private let manifest: Manifest
  private let blocks: [TraceBlock]
  private let ids: TextColumn
  /// The rows in id order; nil where the files already are.
  private let order: [Int32]?

  init(manifest: Manifest, blocks: [TraceBlock]) {
    self.manifest = manifest
    self.blocks = blocks
    var ids = TextColumn()
    ids.reserve(
      texts: blocks.reduce(0) { $0 + $1.count },
      bytes: blocks.reduce(0) { $0 + $1.ids.bytes.count })
    for block in blocks { ids.append(contentsOf: block.ids) }
    self.ids = ids
    self.order = Self.order(of: ids)
  }

  /// The number of traces.
  var count: Int { ids.count }

  /// Returns nil where ids ascend strictly, else the rows sorted by id, equal ones by row.
  private static func order(of ids: TextColumn) -> [Int32]? {
    let isSorted = ids.count < 2 || (1..<ids.count).allSatisfy { ids.compare($0 - 1, $0) < 0 }
    if isSorted { return nil }
    return (0..<ids.count).map(Int32.init).sorted { left, right in
      let comparison = ids.compare(Int(left), Int(right))
      return comparison == 0 ? left < right : comparison < 0
    }
  }

  /// Reports ids that stand on several lines, in the order of the lines.
  func throwIfDuplicated(parts: [GoldenReader.Part]) throws(ProblemReport) {
    guard let order else { return }
    var repeats: [(row: Int, first: Int)] = []
    var first = Int(order[0])
    for row in order.dropFirst().map({ Int($0) }) {
      if ids.compare(first, row) == 0 {
        repeats.append((row, first))
      } else {
        first = row
      }
    }
    guard !repeats.isEmpty else { return }
    repeats.sort { $0.row < $1.row }
    var problems = repeats.prefix(ProblemLog.limit).map { repetition in
      let (file, line) = place(of: repetition.row, in: parts)
      let (otherFile, otherLine) = place(of: repetition.first, in: parts)
      return Problem(
        file: file, line: line, keyPath: "id",
        message: "`\(ids[repetition.row])` stands here again; first at \(otherFile):\(otherLine)")
    }
    let rest = repeats.count - problems.count
    if rest > 0 {
      problems.append(
        Problem(file: problems[0].file, message: "and \(rest) more like these"))
    }
    throw ProblemReport(problems)
  }

  /// Refuses weights whose sum, at the widest quality, a 64-bit sum could not hold.
  func throwIfTooHeavy() throws(ProblemReport) {
    let weight = blocks.reduce(0.0) { total, block in
      total + (block.weights.map { $0.reduce(0.0) { $0 + Double($1) } } ?? Double(block.count))
    }
    let multiple = RecordingMultiple.common(of: blocks.flatMap(\.outcomes), scale: manifest.scale)
    let widest = max(manifest.scale.min.magnitude, manifest.scale.max.magnitude, 1)
    guard weight * widest * 1e6 * Double(multiple) > 4e18 else { return }
    throw ProblemReport(
      file: manifest.file,
      message: "the weights are too large for a quality scale as wide as \(widest);"
        + " divide all weights by the same number, or narrow the scale")
  }

  private func place(of row: Int, in parts: [GoldenReader.Part]) -> (String, Int) {
    var rowsBefore = 0
    for part in parts {
      let rows = part.blocks.reduce(0) { $0 + $1.count }
      if row < rowsBefore + rows { return (part.shown, part.line(ofRow: row - rowsBefore)) }
      rowsBefore += rows
    }
    return (manifest.file, 1)
  }

  /// Columns that are joined independently of each other.
  private enum Piece: Sendable {
    case outcomes(OutcomeColumns)
    case clusters([Int32], Int)
    case labels([LabelColumn])
    case others(Others)
  }

  /// The columns that need no model.
  private struct Others: Sendable {
    var signals: [SignalColumn]
    var messages: MessageColumn?
    var weights: [Int64]?
    var users: TextColumn?
    var conversations: TextColumn?
  }

  /// Returns the golden.
  func golden(jobs: Int) -> Golden {
    let multiple = RecordingMultiple.common(of: blocks.flatMap(\.outcomes), scale: manifest.scale)
    var scale = manifest.scale
    scale.unitsPerPoint = 1_000_000 * multiple
    let sortedIDs = order.map(ids.permuted) ?? ids
    let models = manifest.models.count
    let pieces = Parallel.map(count: models + 3, jobs: jobs) { index -> Piece in
      switch index - models {
      case 0:
        let (clusters, count) = clusters(sortedIDs: sortedIDs)
        return .clusters(clusters, count)
      case 1: return .labels(labels)
      case 2:
        return .others(
          Others(
            signals: signals, messages: messages, weights: weights, users: texts(\.users),
            conversations: texts(\.conversations)))
      default: return .outcomes(outcomes(of: index, multiple: multiple))
      }
    }
    var golden = Golden(
      name: manifest.name, scale: scale, models: manifest.models.map(\.name),
      prices: manifest.models.map(\.price), ids: sortedIDs, clusters: [], clusterCount: 0,
      weights: nil, labels: [], outcomes: [], signals: [], messages: nil)
    for piece in pieces {
      switch piece {
      case .outcomes(let columns): golden.outcomes.append(columns)
      case .clusters(let clusters, let count):
        golden.clusters = clusters
        golden.clusterCount = count
      case .labels(let labels): golden.labels = labels
      case .others(let others):
        golden.signals = others.signals
        golden.messages = others.messages
        golden.weights = others.weights
        golden.users = others.users
        golden.conversations = others.conversations
      }
    }
    golden.sha256 = GoldenHash.sha256(of: golden)
    golden.outcomesSHA256 = GoldenHash.outcomesSHA256(of: golden)
    return golden
  }

  private func outcomes(of model: Int, multiple: Int64) -> OutcomeColumns {
    var builder = OutcomeBuilder()
    for block in blocks { builder.append(contentsOf: block.outcomes[model]) }
    let columns = builder.columns(multiple: multiple)
    return order.map(columns.permuted) ?? columns
  }

  private func sorted<Value>(_ column: [Value]) -> [Value] {
    order.map { $0.map { column[Int($0)] } } ?? column
  }

  /// Numbers clusters in the order of their first trace; a trace without one is its own, named by
  /// its id.
  private func clusters(sortedIDs: TextColumn) -> ([Int32], Int) {
    guard blocks.contains(where: { $0.clusters.count > 0 }) else {
      return ((0..<count).map(Int32.init), count)
    }
    var names = TextColumn()
    for block in blocks {
      names.append(contentsOf: block.clusters.count > 0 ? block.clusters : block.ids)
    }
    var interner = ByteInterner()
    let numbers = names.bytes.withUnsafeBufferPointer { bytes in
      (0..<count).map { position in
        let row = order.map { Int($0[position]) } ?? position
        return interner.number(of: UnsafeBufferPointer(rebasing: bytes[names.range(of: row)]))
      }
    }
    return (numbers, interner.count)
  }

  private var weights: [Int64]? {
    guard blocks.contains(where: { $0.weights != nil }) else { return nil }
    return sorted(
      blocks.flatMap { $0.weights ?? [Int64](repeating: 1, count: $0.count) })
  }

  private var labels: [LabelColumn] {
    Self.names(blocks.flatMap { $0.labels.map(\.name) }).map(label)
  }

  /// Distinct names in byte order; as texts, those that only look alike would be one.
  private static func names(_ names: [[UInt8]]) -> [[UInt8]] {
    Set(names).sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func label(_ name: [UInt8]) -> LabelColumn {
    let columns = blocks.map { block in block.labels.first { $0.name == name } }
    let absentLevel = Array(LabelColumn.absent.utf8)
    var levels: [[UInt8]] = []
    for (block, column) in zip(blocks, columns) where block.count > 0 {
      guard let column else {
        levels.append(absentLevel)
        continue
      }
      levels += column.levels.allBytes
      if column.codes.contains(-1) { levels.append(absentLevel) }
    }
    let sortedLevels = Self.names(levels)
    let position = Dictionary(
      sortedLevels.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
    var codes: [Int32] = []
    codes.reserveCapacity(count)
    for (block, column) in zip(blocks, columns) {
      let absent = position[absentLevel] ?? 0
      guard let column else {
        codes.append(contentsOf: repeatElement(absent, count: block.count))
        continue
      }
      let mapped = column.levels.allBytes.map { position[$0] ?? 0 }
      codes.append(contentsOf: column.codes.lazy.map { $0 < 0 ? absent : mapped[Int($0)] })
    }
    return LabelColumn(
      name: String(decoding: name, as: UTF8.self),
      levels: sortedLevels.map { String(decoding: $0, as: UTF8.self) }, codes: sorted(codes))
  }

  private var signals: [SignalColumn] {
    Self.names(blocks.flatMap { $0.signals.map(\.name) }).map { name in
      var values: [Double] = []
      values.reserveCapacity(count)
      for block in blocks {
        let column = block.signals.first { $0.name == name }
        values.append(
          contentsOf: column?.values ?? [Double](repeating: .nan, count: block.count))
      }
      return SignalColumn(name: String(decoding: name, as: UTF8.self), values: sorted(values))
    }
  }

  /// Joins a column of texts that not every trace has; nil where none has.
  private func texts(_ column: (TraceBlock) -> TextColumn) -> TextColumn? {
    guard blocks.contains(where: { column($0).count > 0 }) else { return nil }
    var texts = TextColumn()
    for block in blocks {
      let own = column(block)
      texts.append(contentsOf: own)
      for _ in own.count..<block.count { texts.append("") }
    }
    return order.map(texts.permuted) ?? texts
  }

  private var messages: MessageColumn? {
    guard blocks.contains(where: { $0.messages != nil }) else { return nil }
    var column = MessageColumn()
    for block in blocks {
      column.append(
        contentsOf: block.messages ?? MessageColumn(ends: [Int](repeating: 0, count: block.count)))
    }
    return order.map(column.permuted) ?? column
  }
}
