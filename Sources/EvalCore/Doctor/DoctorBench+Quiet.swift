extension DoctorBench {
  /// The gates on a change.
  var changeCases: [Case] { cases.filter(\.gate.isRelative) }

  /// Compares every router with itself: a gate on a change must say that nothing changed.
  package func selfReplay() -> [DoctorReport.SelfReplay] {
    changeCases.map { item in
      let decisions = routers[item.router].decisions
      let results = judge(item, pair(item.router, now: decisions, before: decisions))
      let loud = results.first {
        !($0.verdict == .passed && $0.value == .value(0) && $0.change == nil)
      }
      return DoctorReport.SelfReplay(
        gate: name(item), verdicts: results.count, isQuiet: loud == nil && !results.isEmpty,
        reason: loud.map {
          "\($0.cohort.isAll ? "" : "\($0.cohort): ")\($0.verdict.rawValue): \($0.reason)"
        })
    }
  }
}
