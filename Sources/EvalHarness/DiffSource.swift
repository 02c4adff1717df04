import EvalCore
import EvalStore
import EvalSuites
import EvalSystem
import EvalTraces

/// Finds what a person wants to compare: a run, a commit's baseline, one router of either, or a file.
struct DiffSource {
  /// The store's file.
  let storePath: String
  /// The suite that run references without one are of; nil for any.
  let suite: String?
  /// How columns of a table are named, such as `trace=query_id`.
  let map: [String]
  let jobs: Int

  /// A side, and the router that was named.
  struct Found {
    var side: DiffSide
    var router: String?
  }

  /// Reads one side.
  ///
  /// - Parameter text: `REF`, `SUITE@REF`, `SUITE:ROUTER@REF`, or a file; `REF` is a run's id,
  ///   `latest`, `latest~2`, `git:<commit>` or a file.
  /// - Returns: The side.
  /// - Throws: `ProblemReport` where there is no such thing, or it cannot be read.
  func find(_ text: String) throws -> Found {
    if FileBytes.isFile(text) || FileBytes.isFolder(text) {
      return Found(side: try file(text, title: text, suitePath: nil), router: nil)
    }
    guard let at = text.lastIndex(of: "@") else {
      if text.hasPrefix("git:") {
        throw ProblemReport(file: text, message: "say of which suite, such as mtbench@\(text)")
      }
      if let colon = text.lastIndex(of: ":") {
        return try find(String(text[..<colon]), router: String(text[text.index(after: colon)...]))
      }
      return Found(side: try stored(text, suite: suite, title: text), router: nil)
    }
    let owner = text[..<at]
    let ref = String(text[text.index(after: at)...])
    let parts = owner.split(separator: ":", maxSplits: 1).map(String.init)
    let router = parts.count == 2 ? parts[1] : nil
    guard let name = parts.first, !ref.isEmpty else {
      throw ProblemReport(
        file: text, message: "must be REF, SUITE@REF or SUITE:ROUTER@REF, such as mtbench@latest~1")
    }
    return try found(side(of: name, at: ref, title: "\(FileBytes.name(of: name)) @ \(ref)"), router)
  }

  private func find(_ name: String, router: String) throws -> Found {
    try found(side(of: name, at: "latest", title: "\(FileBytes.name(of: name)) @ latest"), router)
  }

  private func found(_ side: DiffSide, _ router: String?) throws -> Found {
    let known = side.routers.map(\.name)
    if let router, !known.contains(router) {
      throw ProblemReport(
        file: side.title,
        message: "has no router `\(router)`\(Suggestion.clause(for: router, among: known));"
          + " it has \(known.joined(separator: ", "))")
    }
    return Found(side: side, router: router)
  }

  private func side(of name: String, at ref: String, title: String) throws -> DiffSide {
    if ref.hasPrefix("git:") {
      let path = try suitePath(name)
      let suite = try SuiteReader.read(path)
      let baseline = try BaselineResolver(suite: suite, store: { nil }).resolve(.ref(ref))
      guard let baseline else { throw ProblemReport(file: ref, message: "has no baseline") }
      return try side(baseline, title: title, suite: suite)
    }
    if FileBytes.isFile(ref) || FileBytes.isFolder(ref) {
      return try file(ref, title: title, suitePath: try? suitePath(name))
    }
    return try stored(ref, suite: FileBytes.name(of: name), title: title)
  }

  private func suitePath(_ name: String) throws(ProblemReport) -> String {
    for path in [name, FileBytes.join("suites", name)]
    where FileBytes.isFile(path) || FileBytes.isFile(FileBytes.join(path, SuiteReader.fileName)) {
      return path
    }
    throw ProblemReport(
      file: name, message: "no such suite: neither \(name) nor suites/\(name) holds a suite.yaml")
  }

  // MARK: Stored runs

  private func stored(_ ref: String, suite: String?, title: String) throws -> DiffSide {
    let store = try RunStore.open(reading: storePath)
    let run = try store.run(id: try store.resolve(ref, suite: suite))
    let recording = run.traces.recording
    let scale = QualityScale(
      min: run.report.golden.qualityMin, max: run.report.golden.qualityMax,
      unitsPerPoint: recording.unitsPerPoint)
    return DiffSide(
      title: "\(run.report.suite) \(run.id)", comparability: run.report.comparability,
      golden: recording.golden(named: run.report.golden.name, scale: scale),
      pool: recording.pool(prices: run.report.golden.prices),
      routers: run.traces.routers.map { DiffSide.Router(name: $0.name, decisions: $0.decisions) },
      knowledge: .everything, gates: run.report.gates.map(\.baselineTitle))
  }

  // MARK: Files

  private func file(_ path: String, title: String, suitePath: String?) throws -> DiffSide {
    if FileBytes.isFolder(path) {
      guard let baseline = try BaselineFile.read(path) else {
        throw ProblemReport(file: path, message: "holds no \(BaselineFile.name)")
      }
      return try side(baseline, title: title, suite: try? SuiteReader.read(suitePath ?? path))
    }
    if FileBytes.name(of: path) == BaselineFile.name {
      let suite = try? SuiteReader.read(suitePath ?? FileBytes.folder(of: path))
      return try side(BaselineFile.read(file: path), title: title, suite: suite)
    }
    return try DecisionSide(DecisionTable.read(path, map: map), file: path, title: title).side
  }

  /// A baseline keeps neither labels nor clusters: the suite's golden has them, where it has the
  /// same traces.
  private func side(
    _ baseline: BaselineRun, title: String, suite: Suite?
  ) throws -> DiffSide {
    let found = suite.flatMap { try? GoldenReader(jobs: jobs).read($0.golden).golden }
    let golden = found.flatMap { $0.ids == baseline.ids ? $0 : nil }
    let isSame = golden?.sha256 == baseline.comparability.goldenSHA256
    var pool = ModelPool(names: baseline.models, quality: baseline.quality, cost: baseline.cost)
    pool.setPrices(baseline.prices)
    if let golden, isSame, baseline.models.allSatisfy(golden.models.contains) {
      pool.latency = ModelPool(golden: golden, names: baseline.models).latency
    }
    let count = baseline.ids.count
    var shell = Golden(
      name: "", scale: golden?.scale ?? DecisionSide.scale(pool.quality, baseline.unitsPerPoint),
      models: pool.names, prices: pool.names.map { _ in nil }, ids: baseline.ids,
      clusters: golden?.clusters ?? (0..<count).map(Int32.init),
      clusterCount: golden?.clusterCount ?? count, weights: golden?.weights,
      labels: golden?.labels ?? [], outcomes: pool.quality.map { OutcomeColumns(quality: $0) },
      signals: [], messages: nil, sha256: baseline.comparability.goldenSHA256)
    shell.scale.unitsPerPoint = baseline.unitsPerPoint
    return DiffSide(
      title: title, comparability: baseline.comparability, golden: shell, pool: pool,
      routers: baseline.routers.map {
        DiffSide.Router(
          name: $0.name,
          decisions: Decisions(
            models: $0.decisions, scores: $0.scores, spent: $0.spent,
            spentTokens: $0.spentTokens))
      }, knowledge: .everything, gates: baseline.gates)
  }
}
