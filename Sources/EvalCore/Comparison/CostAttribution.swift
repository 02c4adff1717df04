/// What a change of cost came from, in USD for each query, in parts that add up to it.
///
/// First the old routes, as they cost now against then; then the other routes, at what both cost
/// now; then deciding itself. The first part is split once more: the present tokens at the old
/// prices stand between.
struct CostAttribution {
  /// The part of other routes, at present costs.
  let routes: Double
  /// The part of deciding itself: of a router's own calls to models; nil where neither side makes
  /// any.
  let deciding: Double?
  /// What the old routes cost now, less what they cost then.
  let pricesAndTokens: Double
  /// The part of that which is other prices for the same tokens; nil where nothing tells the two
  /// apart.
  let prices: Double?
  /// The part of it which is other tokens, or other recorded costs, at the old prices.
  let tokens: Double?

  /// Sums the costs of both replays up, O(n); nil where a call's cost is unknown.
  init?(_ pair: PairedReplay) {
    let place = pair.before.pool.names.map { pair.now.pool.names.firstIndex(of: $0) }
    let atOldPrices = Self.atOldPrices(pair, place)
    var (routes, all, tokens): (Int128, Int128, Int128?) = (0, 0, 0)
    var deciding: Int128 = 0
    for trace in 0..<pair.golden.count {
      let model = Int(pair.before.decisions.models[trace])
      guard let now = pair.now.callCost(trace), let then = pair.before.callCost(trace),
        let spent = pair.now.spent(trace), let earlier = pair.before.spent(trace)
      else { return nil }
      let present = place[model].flatMap { pair.now.pool.cost[$0]?[trace] }
      let weight = Int128(pair.weight(trace))
      deciding += Int128(spent - earlier) * weight
      routes += Int128(now - (present ?? then)) * weight
      all += Int128((present ?? then) - then) * weight
      // A model that is gone has no present cost: nothing of it changed.
      if present != nil {
        tokens = atOldPrices[model].flatMap { costs in
          tokens.map { $0 + Int128(costs[trace] - then) * weight }
        }
      }
    }
    let total = Double(pair.golden.totalWeight) * 1e9
    self.routes = Double(routes) / total
    let isSpent = pair.now.decisions.spent != nil || pair.before.decisions.spent != nil
    self.deciding = isSpent ? Double(deciding) / total : nil
    pricesAndTokens = Double(all) / total
    self.tokens = tokens.map { Double($0) / total }
    prices = tokens.map { Double(all - $0) / total }
  }

  /// For each model of before what its calls of now would have cost at its old prices; nil where
  /// that is not known.
  private static func atOldPrices(_ pair: PairedReplay, _ place: [Int?]) -> [[Int64]?] {
    pair.before.pool.names.enumerated().map { model, name in
      // One recording: the same tokens, whatever they cost.
      if pair.sameRecording { return pair.before.pool.cost[model] }
      guard let now = place[model], let old = pair.before.pool.prices[model],
        let new = pair.now.pool.prices[now], let costs = pair.now.pool.cost[now]
      else { return nil }
      if old.samePrices(as: new) { return costs }
      guard let index = pair.golden.models.firstIndex(of: name),
        ModelPool.cost(pair.golden.outcomes[index], price: new) == costs
      else { return nil }
      return ModelPool.cost(pair.golden.outcomes[index], price: old)
    }
  }
}

extension ModelPrice {
  /// Whether a token costs the same, whenever it was priced.
  fileprivate func samePrices(as other: ModelPrice) -> Bool {
    inputPicoUSD == other.inputPicoUSD && outputPicoUSD == other.outputPicoUSD
      && cachedInputPicoUSD ?? inputPicoUSD == other.cachedInputPicoUSD ?? other.inputPicoUSD
  }
}
