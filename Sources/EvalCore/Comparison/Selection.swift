extension Golden {
  /// Returns some of the traces, in the order given.
  ///
  /// Clusters are numbered anew; labels keep their levels, some of which may have no trace left.
  func selecting(_ traces: [Int32]) -> Golden {
    var golden = self
    golden.ids = TextColumn(traces.lazy.map { ids[Int($0)] })
    var numbers = [Int32](repeating: -1, count: clusterCount)
    var count: Int32 = 0
    golden.clusters = traces.map { trace in
      let cluster = Int(clusters[Int(trace)])
      if numbers[cluster] < 0 {
        numbers[cluster] = count
        count += 1
      }
      return numbers[cluster]
    }
    golden.clusterCount = Int(count)
    golden.weights = weights.map { weights in traces.map { weights[Int($0)] } }
    golden.labels = labels.map { label in
      LabelColumn(
        name: label.name, levels: label.levels, codes: traces.map { label.codes[Int($0)] })
    }
    golden.outcomes = outcomes.map { $0.permuted(by: traces) }
    golden.signals = []
    golden.messages = nil
    golden.users = nil
    golden.conversations = nil
    return golden
  }
}

extension ModelPool {
  /// Returns the columns with some of the traces, in the order given.
  func selecting(_ traces: [Int32]) -> ModelPool {
    func pick(_ column: [Int64]) -> [Int64] { traces.map { column[Int($0)] } }
    var pool = self
    pool.quality = quality.map(pick)
    pool.cost = cost.map { $0.map(pick) }
    pool.inputTokens = inputTokens.map { $0.map(pick) }
    pool.outputTokens = outputTokens.map { $0.map(pick) }
    pool.latency = latency.map { $0.map(pick) }
    pool.ratings = ratings.map { $0.map(pick) }
    return pool
  }
}

extension Decisions {
  /// Returns the decisions on some of the traces, in the order given.
  func selecting(_ traces: [Int32]) -> Decisions {
    Decisions(
      models: traces.map { models[Int($0)] },
      scores: scores.map { scores in traces.map { scores[Int($0)] } }, threshold: threshold,
      spent: spent.map { spent in traces.map { spent[Int($0)] } },
      spentTokens: spentTokens.map { tokens in traces.map { tokens[Int($0)] } })
  }
}
