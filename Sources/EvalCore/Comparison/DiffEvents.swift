/// What was removed, added, renamed or changed between two sides, for a reader to see.
struct DiffEvents {
  private let before: DiffSide
  private let now: DiffSide
  private let alignment: TraceAlignment
  private let traces: TraceEvents
  private let whole: (before: DiffSide, now: DiffSide)

  /// Takes both sides on the traces that they have in common, and as they are.
  init(
    _ before: DiffSide, _ now: DiffSide, _ alignment: TraceAlignment,
    whole: (before: DiffSide, now: DiffSide)
  ) {
    self.before = before
    self.now = now
    self.alignment = alignment
    self.whole = whole
    let isKnown = min(before.knowledge, now.knowledge) == .everything
    traces = TraceEvents(
      alignment, names: (whole.before.golden.ids, whole.now.golden.ids),
      pools: isKnown ? (whole.before.pool, whole.now.pool) : nil)
  }

  /// Whether the later side lacks a router of the earlier one, renamed ones apart.
  var hasLostRouters: Bool {
    let renamed = renamedRouters.map(\.before)
    return !BaselineEvents.missing(
      before.routers.map(\.name), from: now.routers.map(\.name) + renamed
    ).isEmpty
  }

  /// One clause for each event, in a fixed order.
  var list: [String] {
    var events = traces.list
    let renamed = renamedRouters
    events += renamed.map { "router renamed: \($0.before) is now \($0.now)" }
    let old = before.routers.map(\.name).filter { name in !renamed.contains { $0.before == name } }
    let new = now.routers.map(\.name).filter { name in !renamed.contains { $0.now == name } }
    events += BaselineEvents.event("router", "removed", BaselineEvents.missing(old, from: new))
    events += BaselineEvents.event("router", "added", BaselineEvents.missing(new, from: old))
    if !before.gates.isEmpty || !now.gates.isEmpty {
      events += BaselineEvents.event(
        "gate", "removed", BaselineEvents.missing(before.gates, from: now.gates))
      events += BaselineEvents.event(
        "gate", "added", BaselineEvents.missing(now.gates, from: before.gates))
    }
    let models = (before.pool.names, now.pool.names)
    if models.0 != models.1, min(before.knowledge, now.knowledge) == .everything {
      events.append(
        "models changed: \(models.1.joined(separator: ", ")),"
          + " were \(models.0.joined(separator: ", "))")
    }
    if let left = before.comparability, let right = now.comparability {
      if left.goldenSHA256 != right.goldenSHA256, alignment.isComplete {
        events.append(
          left.hasSameRecording(as: right)
            ? BaselineEvents.relabelled : "the golden was recorded anew")
      }
      if left.pricesSHA256 != right.pricesSHA256, models.0 == models.1 {
        events.append("prices or recorded costs changed")
      }
      if left.suiteSHA256 != right.suiteSHA256 { events.append("the suite file changed") }
    }
    return events + before.golden.labels.flatMap(levelEvents)
  }

  private func levelEvents(_ label: LabelColumn) -> [String] {
    guard let other = now.golden.label(named: label.name) else { return [] }
    // Also of traces that only one side has.
    let old = whole.before.golden.label(named: label.name).map(used) ?? []
    let new = whole.now.golden.label(named: label.name).map(used) ?? []
    let gone = BaselineEvents.missing(old, from: new)
    let come = BaselineEvents.missing(new, from: old)
    let renamed = gone.compactMap { level in
      come.first {
        let now = members(of: $0, in: other)
        return !now.isEmpty && now == members(of: level, in: label)
      }
      .map { (before: level, now: $0) }
    }
    let noun = "level of \(label.name)"
    return renamed.map { "\(label.name) renamed: \($0.before) is now \($0.now)" }
      + BaselineEvents.event(
        noun, "removed", gone.filter { level in !renamed.contains { $0.before == level } })
      + BaselineEvents.event(
        noun, "added", come.filter { level in !renamed.contains { $0.now == level } })
  }

  /// Routers of other names that decide alike on every common trace, each at most once.
  private var renamedRouters: [(before: String, now: String)] {
    let (old, new) = (before.routers.map(\.name), now.routers.map(\.name))
    var free = now.routers.filter { !old.contains($0.name) }
    return before.routers.filter { !new.contains($0.name) }.compactMap { earlier in
      let choices = names(earlier, before.pool)
      guard let place = free.firstIndex(where: { names($0, now.pool) == choices }) else {
        return nil
      }
      return (earlier.name, free.remove(at: place).name)
    }
  }

  private func names(_ router: DiffSide.Router, _ pool: ModelPool) -> [String] {
    router.decisions.models.map { pool.names[Int($0)] }
  }

  /// The traces of a level, among those that both sides have.
  private func members(of level: String, in label: LabelColumn) -> [Int] {
    guard let code = label.levels.firstIndex(of: level) else { return [] }
    return label.codes.indices.filter { Int(label.codes[$0]) == code }
  }

  private func used(_ label: LabelColumn) -> [String] {
    var isUsed = [Bool](repeating: false, count: label.levels.count)
    for code in label.codes { isUsed[Int(code)] = true }
    return label.levels.enumerated().filter { isUsed[$0.offset] }.map(\.element)
  }
}
