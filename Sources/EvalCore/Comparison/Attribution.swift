import EvalStatistics

/// What a change of quality and cost came from, in parts that add up to it.
struct Attribution {
  private let pair: PairedReplay
  private let scope: ChangeScope

  init(_ pair: PairedReplay, _ scope: ChangeScope) {
    self.pair = pair
    self.scope = scope
  }

  /// The parts that are defined.
  var figures: RouterComparison.Attribution {
    var figures = RouterComparison.Attribution()
    // What another route would have come to is not known.
    if pair.knowsChoicesOnly { return figures }
    if let (budget, ranking) = budgetAndRanking {
      figures.budget = Rounding.significant(budget)
      figures.ranking = Rounding.significant(ranking)
    }
    if let (routing, model) = routingAndModel {
      figures.routing = Rounding.significant(routing)
      figures.model = Rounding.significant(model)
    }
    if let cost = CostAttribution(pair) {
      figures.routes = Rounding.significant(cost.routes)
      figures.pricesAndTokens = Rounding.significant(cost.pricesAndTokens)
      figures.prices = cost.prices.map(Rounding.significant)
      figures.tokens = cost.tokens.map(Rounding.significant)
      figures.deciding = cost.deciding.map(Rounding.significant)
    }
    return figures
  }

  private var totalUnits: Double {
    Double(pair.golden.totalWeight) * Double(pair.golden.scale.widthUnits)
  }

  /// The quality that comes of sending more or fewer queries to the strong model in the old order,
  /// and the rest, which comes of another order at the new share.
  ///
  /// For two models, scores on both sides and one recording; the old curve is linear between its
  /// points.
  private var budgetAndRanking: (Double, Double)? {
    guard pair.sameRecording, pair.sameEndNames, pair.now.pool.names.count == 2,
      pair.now.decisions.scores != nil, pair.before.decisions.scores != nil, !pair.flips.isEmpty
    else { return nil }
    let curve = ResampledCurve(pair.before, pair, scope)
    let before = gainAndWeight(pair.before)
    let now = gainAndWeight(pair.now)
    let moved = curve.gain(atWeight: now.weight)
    return (
      (moved - Double(before.gain)) / totalUnits, (Double(now.gain) - moved) / totalUnits
    )
  }

  /// What the decisions gained over the weak model, and how much went to the strong one.
  private func gainAndWeight(_ replay: Replay) -> (gain: Int128, weight: Int64) {
    let weak = pair.now.pool.quality[pair.now.pool.weak]
    let strong = pair.now.pool.quality[pair.now.pool.strong]
    var gain: Int128 = 0
    var weight: Int64 = 0
    for trace in 0..<pair.golden.count where replay.isStrong(trace) {
      gain += Int128(strong[trace] - weak[trace]) * Int128(pair.weight(trace))
      weight += pair.weight(trace)
    }
    return (gain, weight)
  }

  /// The exact Shapley split of a change on two recordings between decisions and answers.
  ///
  /// Needs every model that either side chose on both recordings.
  private var routingAndModel: (Double, Double)? {
    guard !pair.sameRecording else { return nil }
    guard let crossed = mean(of: pair.now, on: pair.before.pool),
      let other = mean(of: pair.before, on: pair.now.pool),
      let before = mean(of: pair.before, on: pair.before.pool),
      let now = mean(of: pair.now, on: pair.now.pool)
    else { return nil }
    let split = RoutingModelShapley(
      oldRoutesOldModels: before, newRoutesOldModels: crossed, oldRoutesNewModels: other,
      newRoutesNewModels: now)
    return (split.routing, split.model)
  }

  /// The mean quality of a replay's decisions on a recording; nil where it lacks a model.
  private func mean(of replay: Replay, on pool: ModelPool) -> Double? {
    let place = replay.pool.names.map { pool.names.firstIndex(of: $0) }
    var sum: Int128 = 0
    for trace in 0..<pair.golden.count {
      guard let model = place[Int(replay.decisions.models[trace])] else { return nil }
      sum += Int128(pool.quality[model][trace]) * Int128(pair.weight(trace))
    }
    return Double(sum) / totalUnits
  }
}

extension ResampledCurve {
  /// The gain in units where a weight goes to the strong model, linear between points.
  func gain(atWeight target: Int64) -> Double {
    var (weight, gain): (Int64, Int64) = (0, 0)
    for group in 1..<ends.count {
      let (lastWeight, lastGain) = (weight, gain)
      for position in ends[group - 1]..<ends[group] {
        weight += weights?[position] ?? 1
        gain += gaps[position]
      }
      guard weight >= target else { continue }
      guard weight > lastWeight else { return Double(gain) }
      let share = Double(target - lastWeight) / Double(weight - lastWeight)
      return Double(lastGain) + share * Double(gain - lastGain)
    }
    return Double(gain)
  }
}
