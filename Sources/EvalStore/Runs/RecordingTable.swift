import EvalCore
import GRDB

/// The tables `recording`, `recording_label` and `recording_model`.
struct RecordingTable {
  private let database: Database

  /// Works within an access to the store.
  init(_ database: Database) {
    self.database = database
  }

  /// Returns the number of a recording, nil where the store does not have it.
  func find(_ fingerprint: String) throws -> Int64? {
    try Int64.fetchOne(
      database, sql: "SELECT number FROM recording WHERE fingerprint = ?",
      arguments: [fingerprint])
  }

  /// Writes a recording and returns its number.
  func insert(_ recording: Recording, fingerprint: String) throws -> Int64 {
    try database.execute(
      sql: """
        INSERT INTO recording (fingerprint, golden_sha256, prices_sha256, traces, units_per_point,
          ids, clusters, weights)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        fingerprint, recording.goldenSHA256, recording.pricesSHA256, recording.count,
        recording.unitsPerPoint, ColumnCodec.encode(recording.ids),
        ColumnCodec.encode(ClusterSteps.steps(of: recording.clusters)),
        recording.weights.map { ColumnCodec.encode($0) },
      ])
    let number = database.lastInsertedRowID
    for (position, label) in recording.labels.enumerated() {
      try insert(label, at: position, of: number)
    }
    for (position, model) in recording.models.enumerated() {
      try insert(model, at: position, of: number)
    }
    return number
  }

  private func insert(_ label: LabelColumn, at position: Int, of recording: Int64) throws {
    try database.execute(
      sql: """
        INSERT INTO recording_label (recording, position, name, levels, codes)
        VALUES (?, ?, ?, ?, ?)
        """,
      arguments: [
        recording, position, label.name, ColumnCodec.encode(TextColumn(label.levels)),
        ColumnCodec.encode(label.codes),
      ])
  }

  private func insert(_ model: Recording.Model, at position: Int, of recording: Int64) throws {
    try database.execute(
      sql: """
        INSERT INTO recording_model (recording, position, name, quality, cost, latency,
          input_tokens, output_tokens)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        recording, position, model.name, ColumnCodec.encode(model.quality),
        model.cost.map { ColumnCodec.encode($0) }, model.latency.map { ColumnCodec.encode($0) },
        model.inputTokens.map { ColumnCodec.encode($0) },
        model.outputTokens.map { ColumnCodec.encode($0) },
      ])
  }

  /// Reads a recording.
  ///
  /// - Throws: `ColumnDamage` where a column is not what was written.
  func fetch(_ number: Int64) throws -> Recording {
    guard
      let row = try Row.fetchOne(
        database, sql: "SELECT * FROM recording WHERE number = ?", arguments: [number]
      ).map(StoreRow.init)
    else { throw ColumnDamage("recording \(number) is missing") }
    let ids = try row.decode("ids", ColumnCodec.texts)
    let steps = try row.integers("clusters", count: ids.count)
    return Recording(
      goldenSHA256: try row.text("golden_sha256"), pricesSHA256: try row.text("prices_sha256"),
      unitsPerPoint: try row.integer("units_per_point"), ids: ids,
      labels: try labels(of: number, count: ids.count),
      clusters: try ClusterSteps.clusters(from: steps),
      weights: try row.optionalIntegers("weights", count: ids.count),
      models: try models(of: number, count: ids.count))
  }

  private func labels(of recording: Int64, count: Int) throws -> [LabelColumn] {
    try Row.fetchAll(
      database, sql: "SELECT * FROM recording_label WHERE recording = ? ORDER BY position",
      arguments: [recording]
    ).map { row in
      let row = StoreRow(row)
      let texts = try row.decode("levels", ColumnCodec.texts)
      let levels = (0..<texts.count).map { texts[$0] }
      return LabelColumn(
        name: try row.text("name"), levels: levels,
        codes: try row.integers("codes", count: count, as: Int32.self, below: levels.count))
    }
  }

  private func models(of recording: Int64, count: Int) throws -> [Recording.Model] {
    try Row.fetchAll(
      database, sql: "SELECT * FROM recording_model WHERE recording = ? ORDER BY position",
      arguments: [recording]
    ).map { row in
      let row = StoreRow(row)
      return Recording.Model(
        name: try row.text("name"), quality: try row.integers("quality", count: count),
        cost: try row.optionalIntegers("cost", count: count),
        latency: try row.optionalIntegers("latency", count: count),
        inputTokens: try row.optionalIntegers("input_tokens", count: count),
        outputTokens: try row.optionalIntegers("output_tokens", count: count))
    }
  }
}

/// Clusters as the step from each trace's to the next: a byte where their numbers take four, and
/// none where every trace is its own cluster.
enum ClusterSteps {
  /// Returns each cluster's distance from the one before; the first one's from −1.
  static func steps(of clusters: [Int32]) -> [Int64] {
    var previous: Int64 = -1
    return clusters.map { cluster in
      defer { previous = Int64(cluster) }
      return Int64(cluster) - previous
    }
  }

  /// Returns the clusters that have these steps.
  ///
  /// - Throws: `ColumnDamage` where a cluster is not a number of one.
  static func clusters(from steps: [Int64]) throws(ColumnDamage) -> [Int32] {
    var cluster: Int64 = -1
    var clusters: [Int32] = []
    clusters.reserveCapacity(steps.count)
    for step in steps {
      cluster &+= step
      guard cluster >= 0, cluster <= Int64(Int32.max) else {
        throw ColumnDamage("column clusters: a value is out of range")
      }
      clusters.append(Int32(truncatingIfNeeded: cluster))
    }
    return clusters
  }
}
