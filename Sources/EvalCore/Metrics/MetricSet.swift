/// Every metric of one router over one cohort.
package struct MetricSet: Codable, Equatable, Sendable {
  /// Mean quality, normalised to 0…1, with the raw mean.
  package var quality: Measured
  /// The share of the gap between weak and strong that the decisions captured.
  package var pgr: Measured
  /// The area under PGR over the strong share.
  package var apgr: Measured
  /// The area under raw quality over the strong share.
  package var auc: Measured
  /// The strong share that reaches 20, 50, 80 and 95 % of the gap.
  package var cpt: CPTTable
  /// The share of calls that went to the strong model.
  package var strongShare: Measured
  /// USD for each query.
  package var cost: Measured
  /// USD for all queries.
  package var costUSD: Measured
  /// One minus the cost over that of sending everything to the strong model.
  package var savings: Measured
  /// Quantiles of the routed call's latency in ms.
  package var latencyP50: Measured
  package var latencyP95: Measured
  package var latencyP99: Measured
  /// The mean of (score − label)², with the label 1 where the strong model is the better one, 0
  /// where it is worse, ½ where neither is.
  package var brier: Measured
  /// How far the scores lie from the mean labels, bin by bin.
  package var ece: Measured
  /// How often the score ranks a trace of label 1 above one of label 0.
  package var auroc: Measured
  /// For each model the number of calls.
  package var calls: [String: Int64]
  /// For each model the tokens of its calls; a model without recorded tokens is left out.
  package var tokens: [String: TokenCounts]
  /// For each model the USD of its calls; a model without known cost is left out.
  package var costByModel: [String: Double]
  /// How often the router chose what the one chose that it imitates; nil where it imitates none.
  package var agreement: Measured?
  /// The mean rating of the routed answers that people rated, 1 to 5; nil where nothing is rated.
  package var rating: Measured?
  /// The same for each model's answers.
  package var ratingByModel: [String: Measured]?
  /// The mean of the router's own cost–quality hull over the costs that the ladder spans,
  /// normalised to 0…1.
  package var aiq: Measured
  /// How much quality the best answer to each query would add, normalised to 0…1.
  package var oracleGap: Measured
  /// The tokens of the router's own calls, a part of `tokens` over all models; nil where it makes
  /// none.
  package var decidingTokens: Measured?

  fileprivate enum CodingKeys: String, CodingKey {
    case quality
    case pgr
    case apgr
    case auc
    case cpt
    case strongShare = "strong_share"
    case cost
    case costUSD = "cost_usd"
    case savings
    case latencyP50 = "latency_p50"
    case latencyP95 = "latency_p95"
    case latencyP99 = "latency_p99"
    case brier
    case ece
    case auroc
    case calls
    case tokens
    case costByModel = "cost_by_model"
    case agreement
    case rating
    case ratingByModel = "rating_by_model"
    case aiq
    case oracleGap = "oracle_gap"
    case decidingTokens = "deciding_tokens"
  }

  /// Whether the strong model is the worse one here, which turns the sense of PGR and APGR round.
  package var weakIsStronger: Bool { cpt.undefinedReason == Reason.weakIsStronger }

  /// Finds the value that a gate speaks of.
  ///
  /// - Parameters:
  ///   - metric: The metric.
  ///   - model: For `calls`, `tokens` and `cost` the model; nil for all of them.
  /// - Returns: The value, or why there is none.
  package func value(of metric: MetricName, model: String? = nil) -> Measured {
    switch metric {
    case .quality: quality
    case .pgr: pgr
    case .apgr: apgr
    case .auc: auc
    case .cpt20: cpt[20].first
    case .cpt50: cpt[50].first
    case .cpt80: cpt[80].first
    case .cpt95: cpt[95].first
    case .cpt20Sustained: cpt[20].sustained
    case .cpt50Sustained: cpt[50].sustained
    case .cpt80Sustained: cpt[80].sustained
    case .cpt95Sustained: cpt[95].sustained
    case .strongShare: strongShare
    case .savings: savings
    case .latencyP50: latencyP50
    case .latencyP95: latencyP95
    case .latencyP99: latencyP99
    case .brier: brier
    case .ece: ece
    case .auroc: auroc
    case .cost: cost(of: model)
    case .calls: calls(of: model)
    case .tokens: tokens(of: model)
    case .agreement: agreement ?? .undefined(Reason.imitatesNone)
    case .rating: rating(of: model)
    case .aiq: aiq
    case .oracleGap: oracleGap
    case .routerLatencyP50, .routerLatencyP95: .undefined(Reason.decidedInside)
    }
  }

  /// Tells whether the metric says anything of this router and golden, a reason included.
  package func has(_ metric: MetricName) -> Bool {
    switch metric {
    case .agreement: agreement != nil
    case .rating: rating != nil
    // Of the router itself, not of its traces.
    case .routerLatencyP50, .routerLatencyP95: false
    default: true
    }
  }

  private func rating(of model: String?) -> Measured {
    (model.map { ratingByModel?[$0] } ?? rating) ?? .undefined(Reason.noRating)
  }

  private func cost(of model: String?) -> Measured {
    guard let model else { return cost }
    guard let usd = costByModel[model] else {
      return .undefined("the golden has neither costs nor priced tokens for \(model)")
    }
    let count = calls.values.reduce(0, +)
    return count == 0 ? .undefined("no traces") : .value(Estimate(usd / Double(count)))
  }

  private func calls(of model: String?) -> Measured {
    .value(Estimate(Double(model.map { calls[$0] ?? 0 } ?? calls.values.reduce(0, +))))
  }

  private func tokens(of model: String?) -> Measured {
    let names = model.map { [$0] } ?? calls.keys.sorted()
    var total = 0.0
    if model == nil, let decidingTokens {
      guard let deciding = decidingTokens.estimate else { return decidingTokens }
      total = deciding.estimate
    }
    for name in names where (calls[name] ?? 0) > 0 {
      guard let counts = tokens[name] else {
        return .undefined("the golden has no token counts for \(name)")
      }
      total += Double(counts.input) + Double(counts.output)
    }
    return .value(Estimate(total))
  }
}

extension MetricSet {
  /// Reads metrics; what older versions did not measure is undefined.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func measured(_ key: CodingKeys) throws -> Measured {
      try container.decode(Measured.self, forKey: key)
    }
    func newer(_ key: CodingKeys) throws -> Measured {
      try container.decodeIfPresent(Measured.self, forKey: key)
        ?? .undefined("not measured by the version that ran this")
    }
    self.init(
      quality: try measured(.quality), pgr: try measured(.pgr), apgr: try measured(.apgr),
      auc: try measured(.auc), cpt: try container.decode(CPTTable.self, forKey: .cpt),
      strongShare: try measured(.strongShare), cost: try measured(.cost),
      costUSD: try measured(.costUSD), savings: try measured(.savings),
      latencyP50: try measured(.latencyP50), latencyP95: try measured(.latencyP95),
      latencyP99: try measured(.latencyP99), brier: try newer(.brier), ece: try newer(.ece),
      auroc: try newer(.auroc),
      calls: try container.decode([String: Int64].self, forKey: .calls),
      tokens: try container.decode([String: TokenCounts].self, forKey: .tokens),
      costByModel: try container.decode([String: Double].self, forKey: .costByModel),
      agreement: try container.decodeIfPresent(Measured.self, forKey: .agreement),
      rating: try container.decodeIfPresent(Measured.self, forKey: .rating),
      ratingByModel: try container.decodeIfPresent(
        [String: Measured].self, forKey: .ratingByModel),
      aiq: try newer(.aiq), oracleGap: try newer(.oracleGap),
      decidingTokens: try container.decodeIfPresent(Measured.self, forKey: .decidingTokens))
  }
}
