/// The reasons why a metric has no value, worded once.
enum Reason {
  static let noGap = "the strong and the weak model have equal quality"
  static let weakIsStronger = "the weak model is stronger here: check the model roles"
  static let gapNotShown = "the gap between strong and weak is not shown to differ from zero"
  static let gapNotGateable =
    "the gap between strong and weak is less than four standard errors wide"
  static let notReached = "not reached"
  static let noCost = "the golden has neither costs nor priced tokens for every call"
  static let noModelCosts =
    "the golden has neither costs nor priced tokens for every call of every model"
  static let equalCosts = "the models cost the same"
  static let decidedInside = "decided inside the program: only exec and http routers are timed"
  static let liveOnly = "a router's own latency is not kept in baselines, nor is it paired"
  static let choicesOnly = "what the other models answered is not known on both sides"
  static let noSpending =
    "what the router's own calls cost is not known: give it a `price`, or its answers `cost_usd`"
  static let noSpentTokens = "the tokens of the router's own calls are not known"
  static let noTokens = "the token counts of both runs are not known for every call"
  static let noLatency = "the golden has no latencies for every call"
  static let noEarlierLatency =
    "the earlier side keeps no latencies: `evalroute diff` compares those of two stored runs"
  static let noScore = "the router has no score"
  static let noProbability = "its scores are not probabilities: they reach beyond 0…1"
  static let oneClass =
    "the strong model is never the better one here, or never the worse one"
  static let imitatesNone = "the router imitates no other: name one with `imitates`"
  static let noEarlierRating =
    "the golden was recorded anew: its answers were not rated by the same people"
  static let noRating = "no answer that was chosen here has a rating"
  static let allTracesOnly = "for all traces only"
  static let noPairedTest = "has no paired test; gate on brier"
  static let absoluteOnly = "is compared with a limit of its own only"
  static let oneCluster = "needs at least two clusters of comparable weight"
}

extension Bound {
  static let oneCluster = Bound.undefined(Reason.oneCluster)
}

extension Measured {
  static func crossing(_ share: Double?) -> Measured {
    share.map { .value(Estimate($0)) } ?? .undefined(Reason.notReached)
  }
}
