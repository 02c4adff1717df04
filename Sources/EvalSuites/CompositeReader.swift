import EvalCore
import EvalSystem

/// Decodes routers that are made of other routers.
enum CompositeReader {
  /// Reads `kind: flag`.
  static func flag(
    _ reader: inout MappingReader, ladder: [String], log: inout ProblemLog
  ) -> RouterKind? {
    let share = reader.number("share", log: &log)
    let experiment = BranchReader.required("experiment", &reader, ladder: ladder, log: &log)
    let control = BranchReader.required("control", &reader, ladder: ladder, log: &log)
    let salt = reader.string("salt", log: &log) ?? ""
    guard let share else {
      if !reader.has("share") {
        log.add(
          "the key `share` is missing: the share of the users in the experiment, 0 to 1",
          at: reader.node)
      }
      return nil
    }
    if !(0...1).contains(share) { log.add("must be 0 to 1", at: reader.place(of: "share")) }
    guard let experiment, let control else { return nil }
    return .flag(FlagSpec(share: share, experiment: experiment, control: control, salt: salt))
  }

  /// Reads `kind: ladder`.
  static func ladder(_ reader: inout MappingReader, log: inout ProblemLog) -> RouterKind? {
    guard let node = reader.required("rungs", log: &log) else { return nil }
    guard let items = node.items, items.count >= 2, items.count <= 250 else {
      log.add(
        "must be a list of 2 to 250 rungs, such as {router: NAME, unsure: [0.3, 0.7]}", at: node)
      return nil
    }
    return .ladder(LadderSpec(rungs: items.compactMap { rung($0, log: &log) }))
  }

  private static func rung(_ node: DocumentNode, log: inout ProblemLog) -> LadderSpec.Rung? {
    guard var reader = MappingReader(node, log: &log) else { return nil }
    let router = reader.requiredString("router", log: &log)
    let unsure = reader.optional("unsure").flatMap { range($0, log: &log) }
    reader.finish(log: &log)
    if reader.has("unsure"), unsure == nil { return nil }
    return router.map { LadderSpec.Rung(router: $0, unsure: unsure, line: node.line) }
  }

  private static func range(
    _ node: DocumentNode, log: inout ProblemLog
  ) -> ClosedRange<Double>? {
    let ends = (node.items ?? []).compactMap(\.number)
    guard ends.count == 2, node.items?.count == 2, ends[0] <= ends[1] else {
      log.add("must be two scores, the lower one first, such as [0.3, 0.7]", at: node)
      return nil
    }
    return ends[0]...ends[1]
  }
}
