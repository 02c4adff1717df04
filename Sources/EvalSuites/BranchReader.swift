import EvalCore
import EvalSystem

/// Decodes where a router may send queries: models, or other routers of the suite.
enum BranchReader {
  /// Reads a required branch: a model's name, or `{router: NAME}`.
  static func required(
    _ key: String, _ reader: inout MappingReader, ladder: [String], log: inout ProblemLog
  ) -> Branch? {
    reader.required(key, log: &log).flatMap { branch($0, ladder: ladder, log: &log) }
  }

  /// Reads a branch from its place; whether the router exists is checked with all of them known.
  static func branch(
    _ node: DocumentNode, ladder: [String], log: inout ProblemLog
  ) -> Branch? {
    if let model = node.text {
      RouterSpecReader.check(model, in: ladder, at: node, log: &log)
      return .model(model)
    }
    guard node.entries != nil, var reader = MappingReader(node, log: &log) else {
      log.add("must be one of the suite's models, or {router: NAME}", at: node)
      return nil
    }
    let router = reader.requiredString("router", log: &log)
    reader.finish(log: &log)
    return router.map { .router($0) }
  }

  /// Reads `branches: {MODEL: {router: NAME}}`: who decides in turn where a router chooses a model.
  static func handedOver(
    _ reader: inout MappingReader, ladder: [String], log: inout ProblemLog
  ) -> [Tier] {
    guard let node = reader.optional("branches") else { return [] }
    guard let entries = node.entries else {
      log.add("must be a mapping from model to {router: NAME}", at: node)
      return []
    }
    return entries.compactMap { entry in
      RouterSpecReader.check(entry.key, in: ladder, at: entry.value, log: &log)
      return branch(entry.value, ladder: ladder, log: &log)
        .map { Tier(name: entry.key, branch: $0) }
    }
  }

  /// Reads `tiers: {cheap: model, …}`; without it every model of the ladder is a tier of its own
  /// name, and `weak` and `strong` name the ends.
  static func tiers(
    _ reader: inout MappingReader, ladder: [String], log: inout ProblemLog
  ) -> [Tier] {
    guard let node = reader.optional("tiers") else {
      // Cheapest first, so that `weak` is never higher than a model.
      guard let weak = ladder.first, let strong = ladder.last else { return [] }
      return [Tier(name: "weak", model: weak)] + ladder.map { Tier(name: $0, model: $0) }
        + [Tier(name: "strong", model: strong)]
    }
    guard let entries = node.entries, !entries.isEmpty else {
      log.add("must be a mapping from tier to model, cheapest first", at: node)
      return []
    }
    if entries.count > 250 { log.add("names more than 250 tiers", at: node) }
    return entries.compactMap { entry in
      branch(entry.value, ladder: ladder, log: &log).map { Tier(name: entry.key, branch: $0) }
    }
  }
}
