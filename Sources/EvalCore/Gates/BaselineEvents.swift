/// Lists what was removed, added or changed since a baseline, for a reader to see.
package enum BaselineEvents {
  /// The same answers, labelled, clustered or weighted otherwise.
  static let relabelled = "labels, clusters or weights of the golden changed, its answers did not"

  /// How many names an event lists.
  private static let nameLimit = 5

  /// What happened since a baseline, one clause for each event.
  package struct Listing: Equatable, Sendable {
    /// All events, in a fixed order.
    package var all: [String] = []
    /// Those of traces, routers and gates that are not there any more: less is looked at than was.
    package var removals: [String] = []

    /// Adds events of what is gone.
    mutating func add(removals events: [String]) {
      all += events
      removals += events
    }
  }

  /// Lists what happened.
  ///
  /// - Parameters:
  ///   - baseline: The accepted run.
  ///   - ids: The traces of this run, sorted.
  ///   - routers: The suite's routers.
  ///   - gates: The suite's gates, by the names that the baseline keeps.
  ///   - models: The suite's models.
  ///   - comparability: This run's hashes.
  ///   - pool: What its models did, to know a renamed trace by; nil to look for none.
  ///   - unitsPerPoint: The units of their qualities.
  ///   - choices: For each router the model it chose on every trace, to know a renamed one by.
  /// - Returns: The events.
  package static func list(
    since baseline: BaselineRun, ids: TextColumn, routers: [String], gates: [String],
    models: [String], comparability: Comparability, pool: ModelPool? = nil,
    unitsPerPoint: Int64 = 1, choices: [(router: String, models: [String])] = []
  ) -> Listing {
    var events = Listing()
    let alignment = TraceAlignment(baseline.ids, ids)
    let traces = TraceEvents(
      alignment, names: (baseline.ids, ids),
      pools: pool.map { (baseline.pool(unitsPerPoint: unitsPerPoint), $0) })
    events.all += traces.renamings
    events.add(removals: traces.removals)
    events.all += traces.additions
    let before = baseline.routers.map(\.name)
    let gone = missing(before, from: routers)
    let renamed = choices.filter { !before.contains($0.router) }
      .compactMap { new -> (before: String, now: String)? in
        baseline.routers.first { old in
          gone.contains(old.name) && alignment.isComplete
            && old.decisions.map { baseline.models[Int($0)] } == new.models
        }.map { ($0.name, new.router) }
      }
    events.all += renamed.map { "router renamed: \($0.before) is now \($0.now)" }
    events.add(
      removals: event(
        "router", "removed", gone.filter { name in !renamed.contains { $0.before == name } }))
    events.all += event(
      "router", "added",
      missing(routers, from: before).filter { name in !renamed.contains { $0.now == name } })
    events.add(removals: event("gate", "removed", missing(baseline.gates, from: gates)))
    events.all += event("gate", "added", missing(gates, from: baseline.gates))
    if alignment.isComplete,
      comparability.goldenSHA256 != baseline.comparability.goldenSHA256
    {
      events.all.append(
        comparability.hasSameRecording(as: baseline.comparability)
          ? relabelled : "the golden was recorded anew: answers may differ where routes do not")
    }
    if models != baseline.models {
      events.all.append(
        "models changed: \(models.joined(separator: ", ")),"
          + " were \(baseline.models.joined(separator: ", "))")
    } else if comparability.pricesSHA256 != baseline.comparability.pricesSHA256 {
      // The hash covers the suite's models: with other models it says nothing of prices.
      events.all.append("prices or recorded costs changed")
    }
    return events
  }

  /// Returns the names that others lack, in their order.
  static func missing(_ names: [String], from others: [String]) -> [String] {
    let others = Set(others)
    return names.filter { !others.contains($0) }
  }

  /// Returns a clause about names, with a few of them; none for no names.
  static func event(_ noun: String, _ verb: String, _ names: [String]) -> [String] {
    guard !names.isEmpty else { return [] }
    let shown = names.prefix(nameLimit).joined(separator: ", ")
    let rest = names.count > nameLimit ? ", and \(names.count - nameLimit) more" : ""
    return ["\(names.count) \(noun)\(names.count == 1 ? "" : "s") \(verb): \(shown)\(rest)"]
  }
}
