package import EvalCore

extension GateResult {
  /// A name that stays the same while the gate means the same, without measured numbers.
  ///
  /// Baselines list gates by it: a title that a later run lacks is a gate removed or loosened.
  package var baselineTitle: String {
    let other = comparedWith.flatMap { $0 == "baseline" ? nil : " no worse than \($0)" } ?? ""
    return "\(metricTitle) of \(router) (\(cohort)) \(requirement)\(other)"
  }
}
