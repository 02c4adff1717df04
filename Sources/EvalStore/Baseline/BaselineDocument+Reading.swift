import EvalCore
import EvalSystem

extension BaselineDocument {
  /// Reads and checks `baseline.json`.
  ///
  /// - Parameters:
  ///   - bytes: The file's contents.
  ///   - file: The file's name, for messages.
  /// - Returns: What it says.
  /// - Throws: `ProblemReport` with every mistake, its line and key.
  static func read(_ bytes: [UInt8], file: String) throws(ProblemReport) -> BaselineDocument {
    // Every JSON text is YAML, and only the YAML reader knows the lines of values.
    let root = try YAMLDocument.parse(bytes, file: file)
    var log = ProblemLog(file: file)
    let document = read(root, log: &log)
    try log.throwIfAny()
    guard let document else {
      throw ProblemReport(file: file, message: "is not a baseline: accept the run again")
    }
    return document
  }

  private static func read(_ root: DocumentNode, log: inout ProblemLog) -> BaselineDocument? {
    guard var reader = MappingReader(root, log: &log) else { return nil }
    reader.version(currentVersion, log: &log)
    guard log.isEmpty else { return nil }
    let suite = reader.requiredString("suite", log: &log)
    let comparability = reader.required("comparability", log: &log)
      .flatMap { Comparability($0, log: &log) }
    let golden = reader.required("golden", log: &log).flatMap { Golden($0, log: &log) }
    let models = reader.strings("models", log: &log) ?? []
    if models.isEmpty || models.count > 256 {
      log.add("`models` must list 1 to 256 models", at: root)
    }
    let prices = reader.optional("prices")
      .map { Self.prices(of: models, $0, log: &log) }
    let unitsPerPoint = reader.integer("units_per_point", log: &log) ?? 0
    if unitsPerPoint < 1 { log.add("`units_per_point` must be at least 1", at: root) }
    let routers = reader.required("routers", log: &log)?.items ?? []
    let gates = reader.required("gates", log: &log)?.items ?? []
    let decisions = reader.requiredString("decisions_sha256", log: &log)
    let document = BaselineDocument(
      suite: suite ?? "",
      comparability: comparability
        ?? Comparability(goldenSHA256: "", suiteSHA256: "", pricesSHA256: "", seed: 0),
      golden: golden ?? Golden(name: "", traces: 0), models: models, prices: prices,
      unitsPerPoint: Int64(unitsPerPoint),
      routers: routers.compactMap { Router($0, log: &log) },
      gates: gates.compactMap { Gate($0, log: &log) }, decisionsSHA256: decisions ?? "")
    reader.finish(log: &log)
    return document
  }

  private static func prices(
    of models: [String], _ node: DocumentNode, log: inout ProblemLog
  ) -> [String: PriceFigures] {
    var prices: [String: PriceFigures] = [:]
    guard var reader = MappingReader(node, log: &log) else { return prices }
    for model in models {
      prices[model] = reader.optional(model).flatMap { PriceFigures($0, log: &log) }
    }
    reader.finish(log: &log)
    return prices
  }
}

extension PriceFigures {
  /// Reads the value at a node; nil, and a problem, where it is something else.
  fileprivate init?(_ node: DocumentNode, log: inout ProblemLog) {
    guard var reader = MappingReader(node, log: &log) else { return nil }
    let input = reader.required("input_per_million_usd", log: &log)?.number
    let output = reader.required("output_per_million_usd", log: &log)?.number
    self.init(
      inputPerMillionUSD: input ?? -1, outputPerMillionUSD: output ?? -1,
      cachedInputPerMillionUSD: reader.number("cached_input_per_million_usd", log: &log),
      priced: reader.string("priced", log: &log))
    if price == nil || inputPerMillionUSD < 0 || outputPerMillionUSD < 0 {
      log.add("must have prices in USD for a million tokens", at: node)
    }
    reader.finish(log: &log)
  }
}

extension Comparability {
  /// Reads the value at a node; nil, and a problem, where it is something else.
  fileprivate init?(_ node: DocumentNode, log: inout ProblemLog) {
    guard var reader = MappingReader(node, log: &log) else { return nil }
    let golden = reader.requiredString("golden_sha256", log: &log)
    let outcomes = reader.string("outcomes_sha256", log: &log)
    let suite = reader.requiredString("suite_sha256", log: &log)
    let prices = reader.requiredString("prices_sha256", log: &log)
    let version = reader.required("metric_version", log: &log)?.integer
    let seed = reader.required("seed", log: &log)?.text.flatMap { UInt64($0) }
    if version == nil || seed == nil {
      log.add("`metric_version` and `seed` must be whole numbers", at: node)
    }
    reader.finish(log: &log)
    self.init(
      goldenSHA256: golden ?? "", outcomesSHA256: outcomes, suiteSHA256: suite ?? "",
      pricesSHA256: prices ?? "",
      metricVersion: version ?? 0, seed: seed ?? 0)
  }
}

extension BaselineDocument.Golden {
  /// Reads the value at a node; nil, and a problem, where it is something else.
  fileprivate init?(_ node: DocumentNode, log: inout ProblemLog) {
    guard var reader = MappingReader(node, log: &log) else { return nil }
    let name = reader.requiredString("name", log: &log)
    let traces = reader.required("traces", log: &log)?.integer ?? -1
    if traces < 0 { log.add("`traces` must be a number of traces", at: node) }
    reader.finish(log: &log)
    self.init(name: name ?? "", traces: traces)
  }
}

extension BaselineDocument.Router {
  /// Reads the value at a node; nil, and a problem, where it is something else.
  fileprivate init?(_ node: DocumentNode, log: inout ProblemLog) {
    guard var reader = MappingReader(node, log: &log) else { return nil }
    let name = reader.requiredString("name", log: &log)
    let kind = reader.requiredString("kind", log: &log)
    let config = reader.requiredString("config_sha256", log: &log)
    func figure(_ key: String) -> Bound {
      reader.required(key, log: &log).flatMap { Bound($0, log: &log) } ?? .undefined("")
    }
    self.init(
      name: name ?? "", kind: kind ?? "", configSHA256: config ?? "", quality: figure("quality"),
      apgr: figure("apgr"), pgr: figure("pgr"), cpt50: figure("cpt50"),
      strongShare: figure("strong_share"), cost: figure("cost"), savings: figure("savings"))
    reader.finish(log: &log)
  }
}

extension BaselineDocument.Gate {
  /// Reads the value at a node; nil, and a problem, where it is something else.
  fileprivate init?(_ node: DocumentNode, log: inout ProblemLog) {
    guard var reader = MappingReader(node, log: &log) else { return nil }
    let name = reader.requiredString("name", log: &log)
    let metric = reader.requiredString("metric", log: &log)
    let router = reader.requiredString("router", log: &log)
    let cohort = reader.required("cohort", log: &log).map { node in
      Cohort(
        (node.entries ?? []).map { Cohort.Label(name: $0.key, level: $0.value.text ?? "") }.sorted()
      )
    }
    let verdict = reader.requiredString("verdict", log: &log)
    guard let verdict = Verdict(rawValue: verdict ?? "") else {
      log.add("`verdict` must be passed, failed or inconclusive", at: node)
      return nil
    }
    reader.finish(log: &log)
    self.init(
      name: name ?? "", metric: metric ?? "", router: router ?? "", cohort: cohort ?? .all,
      verdict: verdict)
  }
}

extension Bound {
  /// Reads the value at a node; nil, and a problem, where it is something else.
  fileprivate init?(_ node: DocumentNode, log: inout ProblemLog) {
    if let number = node.number {
      self = .value(number)
    } else if let entry = node.entries?.first, entry.key == "undefined",
      let reason = entry.value.text
    {
      self = .undefined(reason)
    } else {
      log.add("must be a number, or {\"undefined\": reason}", at: node)
      return nil
    }
  }
}
