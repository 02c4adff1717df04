/// The decisions that make a metric as small, or as large, as any router could make it.
struct ExtremeRouting: Sendable {
  let pool: ModelPool

  /// Returns the decisions; nil where the golden does not know what the metric is made of.
  ///
  /// Sums and quantiles over queries are least where each query's own value is; what a ranking is
  /// measured by is best where queries are ranked by what the strong model gains on them, and
  /// worst the other way round.
  func decisions(_ metric: MetricName, model: String?, highest: Bool) -> Decisions? {
    switch metric {
    case .quality, .pgr: return pick(pool.quality, highest: highest)
    case .apgr, .auc: return ranked(byGain: highest)
    case .cpt20, .cpt50, .cpt80, .cpt95, .cpt20Sustained, .cpt50Sustained, .cpt80Sustained,
      .cpt95Sustained:
      return ranked(byGain: !highest)
    case .strongShare: return always(highest ? pool.strong : pool.weak)
    case .savings: return known(pool.cost).flatMap { pick($0, highest: !highest) }
    case .latencyP50, .latencyP95, .latencyP99:
      return known(pool.latency).flatMap { pick($0, highest: highest) }
    case .calls: return counted(model, highest: highest) ?? always(pool.weak)
    case .cost:
      return counted(model, highest: highest)
        ?? known(pool.cost).flatMap { pick($0, highest: highest) }
    case .tokens:
      return counted(model, highest: highest) ?? tokens.flatMap { pick($0, highest: highest) }
    // Of the score, not of the decision: there is nothing to choose.
    case .brier, .ece, .auroc: return nil
    // Of another router's decisions, or of what people thought of some answers.
    case .agreement, .rating: return nil
    case .oracleGap: return pick(pool.quality, highest: !highest)
    // The best hull is one of many routers, not of one; how long a router takes is no choice.
    case .aiq, .routerLatencyP50, .routerLatencyP95: return nil
    }
  }

  /// Returns the worst choice on each trace; a trace on which none is worse keeps its own.
  func worst(keeping decisions: Decisions) -> Decisions {
    Decisions(
      models: decisions.models.indices.map { trace in
        let own = decisions.models[trace]
        let lowest = pool.quality.map { $0[trace] }.min() ?? 0
        if pool.quality[Int(own)][trace] == lowest { return own }
        return UInt8(pool.quality.firstIndex { $0[trace] == lowest } ?? 0)
      })
  }

  private func always(_ model: Int) -> Decisions {
    Decisions(models: [UInt8](repeating: UInt8(model), count: pool.count))
  }

  /// All calls to a model, or none; nil where no model is named.
  private func counted(_ model: String?, highest: Bool) -> Decisions? {
    guard let model, let index = pool.names.firstIndex(of: model) else { return nil }
    return always(highest ? index : index == 0 ? 1 : 0)
  }

  private func pick(_ columns: [[Int64]], highest: Bool) -> Decisions {
    Decisions(
      models: (0..<pool.count).map { trace in
        var best = 0
        for model in columns.indices.dropFirst() {
          let (value, known) = (columns[model][trace], columns[best][trace])
          if highest ? value > known : value < known { best = model }
        }
        return UInt8(best)
      })
  }

  private func ranked(byGain: Bool) -> Decisions {
    let (weak, strong) = (pool.quality[pool.weak], pool.quality[pool.strong])
    let scores = weak.indices.map { trace in
      Double(byGain ? strong[trace] - weak[trace] : weak[trace] - strong[trace])
    }
    return Decisions(scores: scores, threshold: 0, strong: pool.strong, weak: pool.weak)
  }

  private var tokens: [[Int64]]? {
    guard let input = known(pool.inputTokens), let output = known(pool.outputTokens) else {
      return nil
    }
    return zip(input, output).map { zip($0, $1).map(+) }
  }

  private func known(_ columns: [[Int64]?]) -> [[Int64]]? {
    let known = columns.compactMap { $0 }
    return known.count == columns.count ? known : nil
  }
}
