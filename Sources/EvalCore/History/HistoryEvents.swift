/// Says what changed around the routers from one run to the next.
enum HistoryEvents {
  /// Returns one clause for each event, in a fixed order.
  static func list(
    from before: HistoryRun, _ old: DiffSide, to now: HistoryRun, _ new: DiffSide,
    obstacle: TracePair.Obstacle?, routers: (before: [String], now: [String])
  ) -> [String] {
    let (left, right) = (before.comparability, now.comparability)
    var events: [String] = []
    if let obstacle {
      events.append(obstacle.rawValue)
    } else if left.goldenSHA256 != right.goldenSHA256 {
      events.append(
        TracePair.isSameRecording(old, new) ? BaselineEvents.relabelled : "golden recorded anew")
    }
    if old.pool.names != new.pool.names {
      events.append(
        "models changed: \(new.pool.names.joined(separator: ", ")),"
          + " were \(old.pool.names.joined(separator: ", "))")
    } else if left.pricesSHA256 != right.pricesSHA256, obstacle == nil {
      events.append("prices or recorded costs changed")
    }
    if left.suiteSHA256 != right.suiteSHA256 { events.append("suite changed") }
    if left.metricVersion != right.metricVersion {
      events.append(
        "engine changed: metric version \(right.metricVersion), was \(left.metricVersion)")
    } else if before.tool != now.tool {
      events.append("evalroute \(now.tool), was \(before.tool)")
    }
    if left.seed != right.seed { events.append("seed \(right.seed), was \(left.seed)") }
    events += BaselineEvents.event(
      "router", "removed", BaselineEvents.missing(routers.before, from: routers.now))
    events += BaselineEvents.event(
      "router", "added", BaselineEvents.missing(routers.now, from: routers.before))
    return events
  }
}
