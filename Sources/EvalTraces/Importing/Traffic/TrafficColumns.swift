import EvalCore

/// Gathers what rows tell of queries into columns.
struct TrafficColumns {
  private var count = 0
  private var numbers: [String: [Double]] = [:]
  private var labels: [String: [String]] = [:]
  private var clusters: [String?] = []

  /// Begins a row.
  mutating func beginRow() {
    count += 1
    clusters.append(nil)
  }

  /// Keeps a number of the row.
  mutating func add(_ value: Double?, to feature: String) {
    Self.put(value ?? .nan, into: &numbers[feature, default: []], row: count, absent: .nan)
  }

  /// Keeps a level of the row.
  mutating func add(_ level: String?, toLabel name: String) {
    let absent = LabelColumn.absent
    Self.put(level ?? absent, into: &labels[name, default: []], row: count, absent: absent)
  }

  /// Changes a column in place: a copy for every row would make reading quadratic.
  private static func put<Value>(
    _ value: Value, into column: inout [Value], row: Int, absent: Value
  ) {
    while column.count < row { column.append(absent) }
    column[row - 1] = value
  }

  /// Keeps the cluster of the row.
  mutating func add(cluster: String?) { clusters[count - 1] = cluster }

  /// The columns, filled up where later rows said nothing.
  var sample: QuerySample {
    QuerySample(
      count: count, clusters: numbered,
      numbers: numbers.keys.sorted().map { feature in
        let column = numbers[feature] ?? []
        let rest = [Double](repeating: .nan, count: count - column.count)
        return QuerySample.Numbers(feature: feature, values: column + rest)
      },
      labels: labels.keys.sorted().map { name in
        let column = labels[name] ?? []
        let rest = [String](repeating: LabelColumn.absent, count: count - column.count)
        let texts = column + rest
        let levels = Set(texts).sorted()
        let codes = Dictionary(
          uniqueKeysWithValues: levels.enumerated().map { ($1, Int32($0)) })
        return LabelColumn(name: name, levels: levels, codes: texts.map { codes[$0] ?? 0 })
      })
  }

  /// The clusters by number; nil where each query stands for itself.
  private var numbered: [Int32]? {
    var known: [String: Int32] = [:]
    var next: Int32 = 0
    let numbers = clusters.map { name -> Int32 in
      if let name, let number = known[name] { return number }
      defer { next += 1 }
      if let name { known[name] = next }
      return next
    }
    return Int(next) < count ? numbers : nil
  }
}
