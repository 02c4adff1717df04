import EvalCore
import EvalSystem
import Foundation

/// Decodes the `routers` of a suite.
enum RouterSpecReader {
  /// The kinds of the contract that this version does not run.
  private static let kindsToCome = ["cascade"]

  /// Reads the list of routers.
  static func routers(
    _ suite: inout MappingReader, ladder: [String], file: String, log: inout ProblemLog
  ) -> [RouterSpec] {
    guard let node = suite.required("routers", log: &log) else { return [] }
    guard let items = node.items, !items.isEmpty else {
      log.add("must list at least one router", at: node)
      return []
    }
    var routers: [RouterSpec] = []
    for item in items {
      guard let router = router(item, ladder: ladder, file: file, log: &log) else { continue }
      if routers.contains(where: { $0.name == router.name }) {
        log.add("the router `\(router.name)` is declared twice", at: item)
      }
      routers.append(router)
    }
    return routers
  }

  /// Returns the names of all routers that a suite declares, broken ones too.
  static func declaredNames(_ suite: DocumentNode) -> [String] {
    let routers = suite.entries?.first { $0.key == "routers" }?.value.items ?? []
    return routers.compactMap { router in
      router.entries?.first { $0.key == "name" }?.value.text
    }
  }

  private static func router(
    _ node: DocumentNode, ladder: [String], file: String, log: inout ProblemLog
  ) -> RouterSpec? {
    guard var reader = MappingReader(node, log: &log) else { return nil }
    let name = reader.requiredString("name", log: &log)
    let why = reader.string("why", log: &log)
    let kindName = reader.requiredString("kind", log: &log)
    guard let name, let kindName else { return nil }
    if name.isEmpty || name == "*" { log.add("a router's name may not be empty or *", at: node) }
    let kind = kind(kindName, &reader, ladder: ladder, file: file, log: &log)
    let branches = BranchReader.handedOver(&reader, ladder: ladder, log: &log)
    let imitates = reader.string("imitates", log: &log)
    // Of an unknown kind nobody knows which keys it has.
    if RouterKind.names.contains(kindName) { reader.finish(log: &log) }
    guard let kind else { return nil }
    var router = RouterSpec(
      name: name, kind: kind, why: why, line: node.line, sha256: sha256(of: node, kind))
    router.branches = branches
    router.imitates = imitates
    return router
  }

  private static func kind(
    _ name: String, _ reader: inout MappingReader, ladder: [String], file: String,
    log: inout ProblemLog
  ) -> RouterKind? {
    switch name {
    case "constant":
      guard let model = reader.requiredString("model", log: &log) else { return nil }
      check(model, in: ladder, at: reader.place(of: "model"), log: &log)
      return .constant(model: model)
    case "random":
      let seed = reader.integer("seed", log: &log)
      return threshold(&reader, file: file, log: &log)
        .map { .random(threshold: $0, seed: seed.map { UInt64(bitPattern: Int64($0)) }) }
    case "length":
      return threshold(&reader, file: file, log: &log).map { .length(threshold: $0) }
    case "signal": return signal(&reader, file: file, log: &log)
    case "rules": return TextRouterReader.rules(&reader, ladder: ladder, log: &log)
    case "domain": return TextRouterReader.domain(&reader, ladder: ladder, log: &log)
    case "context": return TextRouterReader.context(&reader, ladder: ladder, log: &log)
    case "llm": return ClassifierReader.llm(&reader, ladder: ladder, file: file, log: &log)
    case "flag": return CompositeReader.flag(&reader, ladder: ladder, log: &log)
    case "ladder": return CompositeReader.ladder(&reader, log: &log)
    case "oracle": return .oracle
    case let name where LearnedRouting.Method(rawValue: name) != nil:
      return LearnedRoutingReader.routing(name, &reader, ladder: ladder, file: file, log: &log)
        .map { .learned($0) }
    case "exec": return LiveRouterReader.exec(&reader, file: file, log: &log)
    case "http": return LiveRouterReader.http(&reader, ladder: ladder, file: file, log: &log)
    default:
      let known = RouterKind.names
      let clause = Suggestion.clause(for: name, among: known)
      log.add(
        kindsToCome.contains(name)
          ? "the kind `\(name)` is not built into this version; it has \(known.joined(separator: ", "))"
          : "unknown kind `\(name)`\(clause); kinds: \(known.joined(separator: ", "))",
        at: reader.place(of: "kind"))
      return nil
    }
  }

  /// Reads a recorded score, or the score of another router.
  private static func signal(
    _ reader: inout MappingReader, file: String, log: inout ProblemLog
  ) -> RouterKind? {
    let threshold = threshold(&reader, file: file, log: &log)
    if let router = reader.string("router", log: &log) {
      if reader.optional("signal") != nil {
        log.add("give either `signal`, or `router`", at: reader.place(of: "signal"))
      }
      return threshold.map { .borrowed(router: router, threshold: $0) }
    }
    guard reader.has("signal") else {
      log.add(
        "needs `signal`, a score of the golden, or `router`, one of the suite's", at: reader.node)
      return nil
    }
    let signal = reader.requiredString("signal", log: &log)
    guard let signal, let threshold else { return nil }
    return .signal(name: signal, threshold: threshold)
  }

  /// Reports a model that is not one of the suite's.
  static func check(
    _ model: String, in ladder: [String], at node: DocumentNode, log: inout ProblemLog
  ) {
    guard !ladder.isEmpty, !ladder.contains(model) else { return }
    log.add(
      // No suggestion: the slip may as well stand where the suite names its models.
      "`\(model)` is not one of the suite's models (`strong`, `weak` or `ladder`):"
        + " \(ladder.joined(separator: ", "))",
      at: node)
  }

  /// Hashes the router's configuration, `name` and `why` left out, a trained router's file and
  /// recorded answers included.
  private static func sha256(of node: DocumentNode, _ kind: RouterKind) -> String {
    var hash = SHA256()
    if let path = kind.file, let file = try? FileBytes.read(path) {
      file.withUnsafeBytes { hash.update($0) }
    }
    for entry in node.entries ?? [] where entry.key != "name" && entry.key != "why" {
      hash.update(entry.key)
      update(&hash, entry.value)
    }
    return SHA256.hex(hash.finish())
  }

  private static func update(_ hash: inout SHA256, _ node: DocumentNode) {
    switch node.content {
    case .null: hash.update("~")
    case .scalar(let text, let isPlain):
      hash.update(isPlain ? "p" : "q")
      hash.update([Int64(text.utf8.count)])
      hash.update(text)
    case .sequence(let items):
      hash.update("[")
      for item in items { update(&hash, item) }
      hash.update("]")
    case .mapping(let entries):
      hash.update("{")
      for entry in entries {
        hash.update([Int64(entry.key.utf8.count)])
        hash.update(entry.key)
        update(&hash, entry.value)
      }
      hash.update("}")
    }
  }
}
