import EvalCore
import EvalSystem

/// Decodes the `gates` of a suite.
enum GateSpecReader {
  /// The metrics of the contract that this version does not measure.
  private static let metricsToCome = [
    "escalation_rate", "wasted_cost",
  ]

  /// Reads the list of gates; a suite may have none.
  static func gates(
    _ suite: inout MappingReader, ladder: [String], cohorts: [String], routers: [String],
    log: inout ProblemLog
  ) -> [GateSpec] {
    guard let node = suite.optional("gates") else { return [] }
    guard let items = node.items else {
      log.add("must be a list of gates, is \(node.kind)", at: node)
      return []
    }
    let context = Context(ladder: ladder, cohorts: cohorts, routers: routers)
    return items.compactMap { gate($0, context, log: &log) }
  }

  private struct Context {
    var ladder: [String]
    var cohorts: [String]
    var routers: [String]
  }

  private static func gate(
    _ node: DocumentNode, _ context: Context, log: inout ProblemLog
  ) -> GateSpec? {
    guard var reader = MappingReader(node, log: &log) else { return nil }
    let metric = metric(&reader, log: &log)
    let routers = selection(&reader, context, log: &log)
    let model = reader.string("model", log: &log)
    let scope = scope(&reader, context, log: &log)
    let condition = condition(
      &reader, usual: metric?.defaultMargin(cohort: scope != .all), log: &log)
    let peer = reader.string("no_worse_than", log: &log)
    let isBlocking = reader.boolean("blocking", log: &log) ?? true
    let policy = reader.word("on_inconclusive", as: InconclusivePolicy.self, log: &log)
    let waiver = waiver(&reader, log: &log)
    let why = reader.string("why", log: &log)
    reader.finish(log: &log)
    guard let metric, let routers, let condition else { return nil }
    checkRange(metric, condition, reader, log: &log)
    if metric.isAbsoluteOnly, condition.isRelative {
      log.add(
        "\(metric.rawValue) is compared with a limit of its own only: give at_least or at_most",
        at: node)
    }
    checkModel(model, metric, context, at: reader.place(of: "model"), log: &log)
    checkPeer(
      peer, routers, condition, context, at: reader.place(of: "no_worse_than"), log: &log)
    return GateSpec(
      metric: metric, routers: routers, model: model, scope: scope, condition: condition,
      noWorseThan: peer, isBlocking: isBlocking, onInconclusive: policy, waiver: waiver, why: why,
      line: node.line)
  }

  private static func metric(
    _ reader: inout MappingReader, log: inout ProblemLog
  ) -> MetricName? {
    guard let node = reader.required("metric", log: &log) else { return nil }
    guard let name = node.text, let metric = MetricName(rawValue: name) else {
      let name = node.text ?? node.kind
      let known = MetricName.allCases.map(\.rawValue)
      log.add(
        metricsToCome.contains(name)
          ? "the metric `\(name)` is not measured by this version"
          : "unknown metric `\(name)`\(Suggestion.clause(for: name, among: known));"
            + " metrics: \(known.joined(separator: ", "))",
        at: node)
      return nil
    }
    return metric
  }

  private static func selection(
    _ reader: inout MappingReader, _ context: Context, log: inout ProblemLog
  ) -> GateSpec.Selection? {
    guard let node = reader.required("router", log: &log) else { return nil }
    guard let name = node.text else {
      log.add("must be a router's name or \"*\", is \(node.kind)", at: node)
      return nil
    }
    if name == "*" { return .every }
    checkRouter(name, context, at: node, log: &log)
    return .one(name)
  }

  private static func checkRouter(
    _ name: String, _ context: Context, at node: DocumentNode, log: inout ProblemLog
  ) {
    guard !context.routers.contains(name) else { return }
    log.add(
      "the suite has no router `\(name)`\(Suggestion.clause(for: name, among: context.routers));"
        + " it has \(context.routers.joined(separator: ", "))",
      at: node)
  }

  /// A limit that no value can reach would fail, or pass, whatever the router does.
  private static func checkRange(
    _ metric: MetricName, _ condition: GateSpec.Condition, _ reader: MappingReader,
    log: inout ProblemLog
  ) {
    let (key, limit, isLevel): (String, GateSpec.Amount, Bool) =
      switch condition {
      case .atLeast(let value): ("at_least", .absolute(value), true)
      case .atMost(let value): ("at_most", .absolute(value), true)
      case .maxDrop(let amount): ("max_drop", amount, false)
      case .maxRise(let amount): ("max_rise", amount, false)
      }
    let name = metric.rawValue
    let node = reader.place(of: key)
    let mistake: String? =
      switch limit {
      case .absolute(let value) where metric.isFraction && !(0...1).contains(value):
        "\(name) is a fraction from 0 to 1"
          + (metric == .quality ? ", normalised from the golden's own scale" : "")
      case .absolute(let value) where isLevel && metric.isNeverNegative && value < 0:
        "\(name) is never below 0"
      case .absolute(let value) where isLevel && metric == .rating && !(1...5).contains(value):
        "ratings are 1 to 5"
      case .absolute(let value) where isLevel && metric == .savings && value > 1:
        "savings are a fraction of what always-strong costs, never above 1"
      case .relative(let value) where key == "max_drop" && metric.isNeverNegative && value > 1:
        "\(name) cannot drop by more than 100%, for it is never below 0"
      default: nil
      }
    if let mistake { log.add("is \(node.text ?? node.kind), and \(mistake)", at: node) }
  }

  private static func checkModel(
    _ model: String?, _ metric: MetricName, _ context: Context, at node: DocumentNode,
    log: inout ProblemLog
  ) {
    guard let model else { return }
    if !metric.isByModel {
      log.add("`model` goes with the metrics calls, tokens, cost and rating", at: node)
    }
    if !context.ladder.isEmpty, !context.ladder.contains(model) {
      log.add(
        "the suite has no model `\(model)`\(Suggestion.clause(for: model, among: context.ladder));"
          + " it has \(context.ladder.joined(separator: ", "))",
        at: node)
    }
  }

  private static func checkPeer(
    _ peer: String?, _ routers: GateSpec.Selection, _ condition: GateSpec.Condition,
    _ context: Context, at node: DocumentNode, log: inout ProblemLog
  ) {
    guard let peer else { return }
    checkRouter(peer, context, at: node, log: &log)
    switch condition {
    case .atLeast, .atMost:
      log.add("`no_worse_than` needs max_drop or max_rise", at: node)
    case .maxDrop, .maxRise: break
    }
    if case .one(peer) = routers { log.add("compares the router with itself", at: node) }
  }

  private static func scope(
    _ reader: inout MappingReader, _ context: Context, log: inout ProblemLog
  ) -> GateSpec.Scope {
    let every = reader.boolean("cohorts", log: &log)
    if every == true, context.cohorts.isEmpty {
      log.add(
        "needs the suite's own `cohorts`: there is none to look at", at: reader.place(of: "cohorts")
      )
    }
    guard let node = reader.optional("cohort") else { return every == true ? .everyCohort : .all }
    if every != nil { log.add("give either `cohort` or `cohorts`", at: node) }
    guard let entries = node.entries, !entries.isEmpty else {
      log.add("must be a mapping such as {category: math}", at: node)
      return .all
    }
    if entries.count > 2 { log.add("names at most two labels", at: node) }
    let labels = entries.compactMap { entry -> Cohort.Label? in
      if !context.cohorts.contains(entry.key) {
        log.add(
          "the suite looks at no label `\(entry.key)`"
            + "\(Suggestion.clause(for: entry.key, among: context.cohorts));"
            + " its `cohorts` are \(context.cohorts.joined(separator: ", "))",
          at: entry.value)
      }
      guard let level = entry.value.text else {
        log.add("must be a level, one text, is \(entry.value.kind)", at: entry.value)
        return nil
      }
      return Cohort.Label(name: entry.key, level: level)
    }
    return .cohort(Cohort(labels.sorted()))
  }

  private static func condition(
    _ reader: inout MappingReader, usual: GateSpec.Amount?, log: inout ProblemLog
  ) -> GateSpec.Condition? {
    let least = reader.number("at_least", log: &log)
    let most = reader.number("at_most", log: &log)
    let drop = amount("max_drop", &reader, usual: usual, log: &log)
    let rise = amount("max_rise", &reader, usual: usual, log: &log)
    let conditions: [GateSpec.Condition] = [
      least.map { .atLeast($0) }, most.map { .atMost($0) }, drop.map { .maxDrop($0) },
      rise.map { .maxRise($0) },
    ].compactMap { $0 }
    if conditions.count != 1 {
      let keys = ["at_least", "at_most", "max_drop", "max_rise"]
      // A mistyped condition is reported as the unknown key that it is.
      let isMistyped = (reader.node.entries ?? []).contains {
        !keys.contains($0.key) && Suggestion.nearest(to: $0.key, among: keys) != nil
      }
      let count = keys.count(where: reader.has)
      if count > 1 || count == 0 && !isMistyped {
        log.add("needs exactly one of at_least, at_most, max_drop, max_rise", at: reader.node)
      }
      return nil
    }
    return conditions[0]
  }

  private static func amount(
    _ key: String, _ reader: inout MappingReader, usual: GateSpec.Amount?, log: inout ProblemLog
  ) -> GateSpec.Amount? {
    guard let node = reader.optional(key) else { return nil }
    if node.text == "default" {
      if usual == nil { log.add("this metric has no default: give a number", at: node) }
      return usual
    }
    if let number = node.number, number >= 0 { return .absolute(number) }
    if let text = node.text, text.hasSuffix("%"),
      let percent = DocumentNode.decimal(text.dropLast()), percent >= 0
    {
      return .relative(percent / 100)
    }
    log.add("must be a number of 0 or more, or a percentage such as 5%", at: node)
    return nil
  }

  private static func waiver(
    _ reader: inout MappingReader, log: inout ProblemLog
  ) -> GateSpec.Waiver? {
    guard let node = reader.optional("waived"), var waiver = MappingReader(node, log: &log) else {
      return nil
    }
    let until = waiver.requiredString("until", log: &log)
    let reason = waiver.requiredString("reason", log: &log)
    waiver.finish(log: &log)
    guard let until, let reason else { return nil }
    guard CalendarDay.isValid(until) else {
      log.add(
        "must be a day such as 2027-01-31, is `\(until)`", at: waiver.place(of: "until"))
      return nil
    }
    return GateSpec.Waiver(until: until, reason: reason)
  }
}
