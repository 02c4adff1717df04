import EvalCore
import EvalSystem
import Foundation

/// Decodes routers that read the queries' texts.
enum TextRouterReader {
  /// Reads `kind: rules`.
  static func rules(
    _ reader: inout MappingReader, ladder: [String], log: inout ProblemLog
  ) -> RouterKind? {
    let tiers = BranchReader.tiers(&reader, ladder: ladder, log: &log)
    let names = tiers.map(\.name)
    var rules: [RuleSet.Rule] = []
    if let node = reader.required("rules", log: &log) {
      for item in node.items ?? [] {
        guard var rule = MappingReader(item, log: &log) else { continue }
        let pattern = rule.requiredString("pattern", log: &log)
        let tier = rule.requiredString("tier", log: &log)
        rule.finish(log: &log)
        guard let pattern, let tier else { continue }
        checkPattern(pattern, at: rule.place(of: "pattern"), log: &log)
        checkTier(tier, names, at: rule.place(of: "tier"), log: &log)
        rules.append(RuleSet.Rule(pattern: pattern, tier: tier, line: item.line))
      }
      if node.items == nil { log.add("must be a list of {pattern, tier}", at: node) }
    }
    let defaultTier = reader.requiredString("default", log: &log)
    let overrideTier = reader.string("override", log: &log)
    for (key, tier) in [("default", defaultTier), ("override", overrideTier)] {
      if let tier { checkTier(tier, names, at: reader.place(of: key), log: &log) }
    }
    guard let defaultTier else { return nil }
    let used = Set(rules.map(\.tier) + [defaultTier, overrideTier].compactMap { $0 })
    return .rules(
      RuleSet(
        tiers: reader.has("tiers") ? tiers : tiers.filter { used.contains($0.name) }, rules: rules,
        defaultTier: defaultTier, overrideTier: overrideTier))
  }

  private static func checkTier(
    _ tier: String, _ names: [String], at node: DocumentNode, log: inout ProblemLog
  ) {
    guard !names.isEmpty, !names.contains(tier) else { return }
    log.add(
      "`\(tier)` is not a tier\(Suggestion.clause(for: tier, among: names));"
        + " tiers: \(names.joined(separator: ", "))",
      at: node)
  }

  private static func checkPattern(
    _ pattern: String, at node: DocumentNode, log: inout ProblemLog
  ) {
    do {
      _ = try NSRegularExpression(pattern: pattern, options: [.caseInsensitive])
    } catch {
      log.add("`\(pattern)` is not a regular expression", at: node)
    }
  }

  /// Reads `kind: domain`.
  static func domain(
    _ reader: inout MappingReader, ladder: [String], log: inout ProblemLog
  ) -> RouterKind? {
    let label = reader.string("label", log: &log)
    var domains: [DomainMap.Domain] = []
    if let node = reader.required("domains", log: &log) {
      if node.items == nil { log.add("must be a list of {name, patterns, model}", at: node) }
      for item in node.items ?? [] {
        guard var domain = MappingReader(item, log: &log) else { continue }
        let name = domain.requiredString("name", log: &log)
        let patterns = domain.strings("patterns", log: &log) ?? []
        let branch = BranchReader.required("model", &domain, ladder: ladder, log: &log)
        domain.finish(log: &log)
        if patterns.isEmpty, label == nil { log.add("needs at least one pattern", at: item) }
        if !patterns.isEmpty, label != nil {
          log.add("has no use for patterns beside `label`", at: domain.place(of: "patterns"))
        }
        for pattern in patterns {
          checkPattern(pattern, at: domain.place(of: "patterns"), log: &log)
        }
        guard let name, let branch else { continue }
        domains.append(
          DomainMap.Domain(name: name, patterns: patterns, branch: branch, line: item.line))
      }
    }
    guard let fallback = BranchReader.required("default", &reader, ladder: ladder, log: &log)
    else { return nil }
    return .domain(DomainMap(domains: domains, fallback: fallback, label: label))
  }

  /// Reads `kind: context`.
  static func context(
    _ reader: inout MappingReader, ladder: [String], log: inout ProblemLog
  ) -> RouterKind? {
    let tiers = BranchReader.tiers(&reader, ladder: ladder, log: &log)
    let names = tiers.map(\.name)
    let node = reader.required("rules", log: &log)
    if let node, node.items == nil {
      log.add("must be a list such as {tier: strong, words: 300}", at: node)
    }
    let rules = (node?.items ?? []).compactMap { contextRule($0, tiers: names, log: &log) }
    let defaultTier = reader.requiredString("default", log: &log)
    if let defaultTier { checkTier(defaultTier, names, at: reader.place(of: "default"), log: &log) }
    let isSticky = reader.boolean("sticky", log: &log) ?? true
    let reset = reader.string("reset", log: &log)
    if let reset { checkPattern(reset, at: reader.place(of: "reset"), log: &log) }
    return defaultTier.map {
      let used = Set(rules.map(\.tier) + [$0])
      return .context(
        ContextRules(
          tiers: reader.has("tiers") ? tiers : tiers.filter { used.contains($0.name) },
          rules: rules, defaultTier: $0, isSticky: isSticky, reset: reset))
    }
  }

  private static func contextRule(
    _ node: DocumentNode, tiers: [String], log: inout ProblemLog
  ) -> ContextRules.Rule? {
    guard var reader = MappingReader(node, log: &log) else { return nil }
    let tier = reader.requiredString("tier", log: &log)
    var rule = ContextRules.Rule(tier: tier ?? "", line: node.line)
    rule.codeBlocks = count("code_blocks", &reader, log: &log)
    rule.words = count("words", &reader, log: &log)
    rule.turns = count("turns", &reader, log: &log)
    rule.pattern = reader.string("pattern", log: &log)
    let conditions = ["code_blocks", "words", "turns", "pattern"]
    let isEmpty = !conditions.contains(where: reader.has)
    reader.finish(log: &log)
    if isEmpty { log.add("needs one of \(conditions.joined(separator: ", "))", at: node) }
    if let pattern = rule.pattern {
      checkPattern(pattern, at: reader.place(of: "pattern"), log: &log)
    }
    guard let tier else { return nil }
    checkTier(tier, tiers, at: reader.place(of: "tier"), log: &log)
    return rule
  }

  private static func count(
    _ key: String, _ reader: inout MappingReader, log: inout ProblemLog
  ) -> Int? {
    guard let count = reader.integer(key, log: &log) else { return nil }
    if count < 1 { log.add("must be 1 or more", at: reader.place(of: key)) }
    return count
  }
}
