import EvalCore
import EvalSystem

/// Decodes what a suite says of a trained router.
enum LearnedRoutingReader {
  private enum LeakageWord: String, CaseIterable {
    case allow
    case refuse
  }

  /// Reads `trained`, `threshold` or `tiers`, and `leakage`.
  static func routing(
    _ kind: String, _ reader: inout MappingReader, ladder: [String], file: String,
    log: inout ProblemLog
  ) -> LearnedRouting? {
    let path = reader.requiredString("trained", log: &log)
      .map { FileBytes.join(FileBytes.folder(of: file), $0) }
    if let path, !FileBytes.isFile(path) {
      log.add(
        "no file \(path): make it with `evalroute train … --out \(path)`",
        at: reader.place(of: "trained"))
    }
    let leakage = reader.word("leakage", as: LeakageWord.self, log: &log) ?? .refuse
    let rule = rule(&reader, ladder: ladder, file: file, log: &log)
    guard let path, let rule, let method = LearnedRouting.Method(rawValue: kind) else { return nil }
    if case .tiers(let tiers) = rule, tiers.confidence > 0, method != .forest {
      log.add("`confidence` goes with the kind forest", at: reader.place(of: "tiers"))
    }
    return LearnedRouting(
      method: method, file: path, rule: rule, allowsLeakage: leakage == .allow)
  }

  private static func rule(
    _ reader: inout MappingReader, ladder: [String], file: String, log: inout ProblemLog
  ) -> LearnedRouting.Rule? {
    guard let node = reader.optional("tiers") else {
      return RouterSpecReader.threshold(&reader, file: file, log: &log).map { .threshold($0) }
    }
    if reader.optional("threshold") != nil {
      log.add("give either `threshold`, or `tiers`", at: node)
    }
    guard var tiers = MappingReader(node, log: &log) else { return nil }
    let slack = tiers.number("slack", log: &log) ?? 0
    let confidence = tiers.number("confidence", log: &log) ?? 0
    let fallback = tiers.string("unsure", log: &log)
    tiers.finish(log: &log)
    for (key, value) in [("slack", slack), ("confidence", confidence)]
    where !(0...1).contains(value) {
      log.add("must be 0 to 1", at: tiers.place(of: key))
    }
    if let fallback {
      RouterSpecReader.check(fallback, in: ladder, at: tiers.place(of: "unsure"), log: &log)
    }
    return .tiers(
      LearnedRouting.TierRule(slack: slack, confidence: confidence, fallback: fallback))
  }
}
