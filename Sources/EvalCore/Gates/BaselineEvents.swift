/// Lists what was removed, added or changed since a baseline, for a reader to see.
package enum BaselineEvents {
  /// How many names an event lists.
  private static let nameLimit = 5

  /// Returns one clause for each event, in a fixed order.
  ///
  /// - Parameters:
  ///   - baseline: The accepted run.
  ///   - ids: The traces of this run, sorted.
  ///   - routers: The suite's routers.
  ///   - gates: The suite's gates, by the names that the baseline keeps.
  ///   - models: The suite's models.
  ///   - comparability: This run's hashes.
  /// - Returns: The events.
  package static func list(
    since baseline: BaselineRun, ids: TextColumn, routers: [String], gates: [String],
    models: [String], comparability: Comparability
  ) -> [String] {
    var events: [String] = []
    let (removed, added) = traceChanges(from: baseline.ids, to: ids)
    events += event("trace", "removed", removed)
    events += event("trace", "added", added)
    let before = baseline.routers.map(\.name)
    events += event("router", "removed", missing(before, from: routers))
    events += event("router", "added", missing(routers, from: before))
    events += event("gate", "removed", missing(baseline.gates, from: gates))
    events += event("gate", "added", missing(gates, from: baseline.gates))
    if removed.isEmpty, added.isEmpty,
      comparability.goldenSHA256 != baseline.comparability.goldenSHA256
    {
      events.append("the golden was recorded anew: answers may differ where routes do not")
    }
    if models != baseline.models {
      events.append(
        "models changed: \(models.joined(separator: ", ")),"
          + " were \(baseline.models.joined(separator: ", "))")
    } else if comparability.pricesSHA256 != baseline.comparability.pricesSHA256 {
      // The hash covers the suite's models: with other models it says nothing of prices.
      events.append("prices or recorded costs changed")
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

  /// Merges two sorted columns of ids; O(n).
  private static func traceChanges(
    from before: TextColumn, to after: TextColumn
  ) -> (removed: [String], added: [String]) {
    if before == after { return ([], []) }
    var removed: [String] = []
    var added: [String] = []
    var (left, right) = (0, 0)
    while left < before.count || right < after.count {
      if right == after.count {
        removed.append(before[left])
        left += 1
        continue
      }
      if left == before.count {
        added.append(after[right])
        right += 1
        continue
      }
      let (old, new) = (before[left], after[right])
      if old == new {
        left += 1
        right += 1
      } else if old.utf8.lexicographicallyPrecedes(new.utf8) {
        removed.append(old)
        left += 1
      } else {
        added.append(new)
        right += 1
      }
    }
    return (removed, added)
  }
}
