import EvalCore
import EvalSystem
import EvalTraces

/// Makes a side of a diff out of a table of decisions.
struct DecisionSide {
  let side: DiffSide

  /// Arranges a table by trace and router.
  ///
  /// - Throws: `ProblemReport` where a router decides twice on a trace, or not on every one.
  init(_ table: DecisionTable, file: String, title: String) throws(ProblemReport) {
    let ids = Set(table.rows.map(\.trace)).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    var place: [String: Int] = [:]
    for (index, id) in ids.enumerated() { place[id] = index }
    let models = Set(table.rows.map(\.decision)).sorted()
    guard models.count <= 255 else {
      throw ProblemReport(file: file, message: "names \(models.count) models; at most 255 are read")
    }
    let columns = try Columns(table, ids.count, place, models, file: file)
    let knowsQuality = table.rows.allSatisfy { $0.quality != nil }
    let names = columns.routers.map { $0.isEmpty ? "router" : $0 }
    let golden = Golden(
      name: "", scale: Self.scale(columns.quality, 1_000_000), models: models,
      prices: models.map { _ in nil }, ids: TextColumn(ids),
      clusters: ids.indices.map(Int32.init), clusterCount: ids.count, weights: nil,
      labels: Self.labels(table, place, ids.count),
      outcomes: columns.quality.map { OutcomeColumns(quality: $0) }, signals: [], messages: nil)
    var pool = ModelPool(names: models, quality: columns.quality, cost: columns.cost)
    pool.latency = columns.latency
    side = DiffSide(
      title: title, comparability: nil, golden: golden, pool: pool,
      routers: zip(names, columns.decisions).map {
        DiffSide.Router(name: $0, decisions: Decisions(models: $1))
      }, knowledge: knowsQuality ? .choices : .decisions)
  }

  /// 0 to 1 where every quality is, else what the qualities reach.
  static func scale(_ quality: [[Int64]], _ unitsPerPoint: Int64) -> QualityScale {
    let low = min(0, quality.compactMap { $0.min() }.min() ?? 0)
    let high = max(unitsPerPoint, quality.compactMap { $0.max() }.max() ?? 0)
    return QualityScale(
      min: Double(low) / Double(unitsPerPoint), max: Double(high) / Double(unitsPerPoint),
      unitsPerPoint: unitsPerPoint)
  }

  private struct Columns {
    var routers: [String] = []
    var decisions: [[UInt8]] = []
    var quality: [[Int64]]
    var cost: [[Int64]?]
    var latency: [[Int64]?]

    init(
      _ table: DecisionTable, _ count: Int, _ place: [String: Int], _ models: [String],
      file: String
    ) throws(ProblemReport) {
      let empty = [Int64](repeating: 0, count: count)
      quality = models.map { _ in empty }
      cost = models.map { _ in table.rows.allSatisfy { $0.costUSD != nil } ? empty : nil }
      latency = models.map { _ in table.rows.allSatisfy { $0.latencyMS != nil } ? empty : nil }
      var number: [String: Int] = [:]
      var seen: [[Bool]] = []
      var log = ProblemLog(file: file)
      for row in table.rows {
        let trace = place[row.trace] ?? 0
        let model = models.firstIndex(of: row.decision) ?? 0
        if number[row.router] == nil {
          number[row.router] = routers.count
          routers.append(row.router)
          decisions.append([UInt8](repeating: 0, count: count))
          seen.append([Bool](repeating: false, count: count))
        }
        let router = number[row.router] ?? 0
        if seen[router][trace] {
          log.add("decides on trace \(row.trace) a second time", line: row.line)
        }
        seen[router][trace] = true
        decisions[router][trace] = UInt8(model)
        if let value = row.quality { quality[model][trace] = Int64((value * 1e6).rounded()) }
        if let value = row.costUSD { cost[model]?[trace] = Int64((value * 1e9).rounded()) }
        if let value = row.latencyMS { latency[model]?[trace] = Int64((value * 1e3).rounded()) }
      }
      for (router, marks) in zip(routers, seen) {
        let missing = marks.count { !$0 }
        guard missing > 0 else { continue }
        log.add(
          "router \(router.isEmpty ? "(unnamed)" : router) decides on"
            + " \(marks.count - missing) of \(marks.count) traces")
      }
      try log.throwIfAny()
    }
  }

  private static func labels(
    _ table: DecisionTable, _ place: [String: Int], _ count: Int
  ) -> [LabelColumn] {
    let names = Set(table.rows.flatMap { $0.cohorts.map(\.name) }).sorted()
    return names.map { name in
      var texts = [String](repeating: LabelColumn.absent, count: count)
      for row in table.rows {
        guard let level = row.cohorts.first(where: { $0.name == name })?.level else { continue }
        texts[place[row.trace] ?? 0] = level
      }
      let levels = Set(texts).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      var codes: [String: Int32] = [:]
      for (index, level) in levels.enumerated() { codes[level] = Int32(index) }
      return LabelColumn(name: name, levels: levels, codes: texts.map { codes[$0] ?? 0 })
    }
  }
}
