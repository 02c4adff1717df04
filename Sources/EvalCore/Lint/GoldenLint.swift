/// Looks for defects in recorded data that no format check sees.
package struct GoldenLint: Sendable {
  /// How many examples a finding gives.
  private static let exampleLimit = 5
  /// A signal is collapsed where this share of the traces has one value.
  private static let collapsedShare = 0.95
  /// A signal between 0 and 1 is collapsed where it deviates less than this from its mean.
  private static let collapsedDeviation = 0.005
  /// Fewer traces than this say nothing about constancy.
  private static let minimumTraces = 20

  let golden: Golden

  package init(_ golden: Golden) {
    self.golden = golden
  }

  /// Returns every warning, in a fixed order.
  ///
  /// - Parameters:
  ///   - ladder: The models, cheapest first; nil to order them by what they cost.
  ///   - wrongTotals: Traces whose recorded total is not input plus output tokens.
  /// - Returns: The findings.
  ///
  /// Complexity: O(n) for each model, label and signal.
  package func warnings(ladder: [String]? = nil, wrongTotals: Int) -> [Finding] {
    var findings = duplicatePrompts
    findings += weakBeatsStrong(ladder ?? ladderByCost)
    for model in golden.models.indices { findings += tokens(of: model) }
    for model in golden.models.indices { findings += zeroCosts(of: model) }
    findings += golden.models.indices.compactMap(unknownCosts)
    if wrongTotals > 0 {
      findings.append(
        warning(
          .wrongTotal,
          "\(wrongTotals) outcomes have a total_tokens that is not input plus output tokens:"
            + " reasoning tokens may be unbilled", count: wrongTotals))
    }
    findings += golden.signals.compactMap(collapsed)
    findings += golden.labels.compactMap(absent)
    findings += [splitConversations].compactMap { $0 }
    return findings
  }

  /// Returns the prompts that a training golden also holds, as a finding.
  package func sharedPrompts(with training: Golden) -> Finding? {
    guard let messages = golden.messages, let known = training.messages else { return nil }
    let texts = Set((0..<training.count).map { Self.text(known, $0) })
    let shared = (0..<golden.count).filter {
      !messages.messages(of: $0).isEmpty && texts.contains(Self.text(messages, $0))
    }
    guard !shared.isEmpty else { return nil }
    return warning(
      .sharedWithTraining,
      "\(shared.count) of \(golden.count) prompts also stand in \(training.name):"
        + " a router trained on it has seen them",
      count: shared.count, examples: shared.map { golden.ids[$0] })
  }

  func warning(
    _ code: Finding.Code, _ message: String, count: Int, examples: [String] = []
  ) -> Finding {
    Finding(
      severity: .warning, code: code, message: message, count: count,
      examples: Array(examples.prefix(Self.exampleLimit)))
  }

  private static func text(_ messages: MessageColumn, _ trace: Int) -> String {
    messages.messages(of: trace).map { "\(messages.roles[$0])\u{0}\(messages.contents[$0])" }
      .joined(separator: "\u{0}")
  }

  private var duplicatePrompts: [Finding] {
    guard let messages = golden.messages else { return [] }
    var first: [String: Int] = [:]
    var repeats: [(trace: Int, of: Int)] = []
    for trace in 0..<golden.count where !messages.messages(of: trace).isEmpty {
      let text = Self.text(messages, trace)
      if let earlier = first[text] {
        repeats.append((trace, earlier))
      } else {
        first[text] = trace
      }
    }
    guard !repeats.isEmpty else { return [] }
    let loose = repeats.filter { golden.clusters[$0.trace] != golden.clusters[$0.of] }
    let advice =
      loose.isEmpty
      ? "all in one cluster with the first"
      : "\(loose.count) of them in another cluster, where they count as independent"
    return [
      warning(
        .duplicatePrompts, "\(repeats.count) prompts repeat an earlier one, \(advice)",
        count: repeats.count,
        examples: repeats.map { "\(golden.ids[$0.trace]) = \(golden.ids[$0.of])" })
    ]
  }

  /// The models by mean cost, else by price, else by mean quality.
  private var ladderByCost: [String] {
    let pool = ModelPool(golden: golden, names: golden.models)
    let costs = golden.models.indices.map { model -> Double in
      if let costs = pool.cost[model] {
        return Double(costs.reduce(Int128(0)) { $0 + Int128($1) })
      }
      if let price = golden.prices[model] {
        return Double(price.inputPicoUSD + price.outputPicoUSD)
      }
      return Double(golden.outcomes[model].quality.reduce(Int128(0)) { $0 + Int128($1) })
    }
    return golden.models.indices.sorted { (costs[$0], $0) < (costs[$1], $1) }
      .map { golden.models[$0] }
  }

  private func weakBeatsStrong(_ ladder: [String]) -> [Finding] {
    guard let weakName = ladder.first, let strongName = ladder.last, ladder.count >= 2,
      let weak = golden.models.firstIndex(of: weakName),
      let strong = golden.models.firstIndex(of: strongName)
    else { return [] }
    var losers: [(gap: Double, text: String)] = []
    for label in golden.labels {
      let sums = sums(by: label, models: [weak, strong])
      for (level, sum) in zip(label.levels, sums) where sum.quality[0] > sum.quality[1] {
        let gap = Double(sum.quality[0] - sum.quality[1]) / Double(max(sum.count, 1))
        let text =
          "\(label.name)=\(level): \(strongName) \(score(sum.quality[1], sum.count)),"
          + " \(weakName) \(score(sum.quality[0], sum.count))"
        losers.append((gap, text))
      }
    }
    guard !losers.isEmpty else { return [] }
    losers.sort { ($1.gap, $0.text) < ($0.gap, $1.text) }
    return [
      warning(
        .weakBeatsStrong,
        "the weak model beats the strong one in \(losers.count)"
          + " \(losers.count == 1 ? "cohort" : "cohorts")",
        count: losers.count, examples: losers.map(\.text))
    ]
  }

  private func sums(
    by label: LabelColumn, models: [Int]
  ) -> [(count: Int, quality: [Int128])] {
    let codes = label.codes
    var counts = [Int](repeating: 0, count: label.levels.count)
    for code in codes { counts[Int(code)] += 1 }
    let sums = models.map { model in
      let quality = golden.outcomes[model].quality
      var sums = [WideSum](repeating: WideSum(), count: label.levels.count)
      for trace in codes.indices { sums[Int(codes[trace])].add(quality[trace]) }
      return sums
    }
    return counts.indices.map { level in
      (count: counts[level], quality: sums.map { $0[level].total })
    }
  }

  /// `8 of 270` for right or wrong answers, the mean otherwise.
  private func score(_ units: Int128, _ count: Int) -> String {
    let points = Double(units) / Double(golden.scale.unitsPerPoint)
    let isCount = golden.scale.min == 0 && golden.scale.max == 1 && points == points.rounded()
    if isCount { return "right on \(Int(points)) of \(count)" }
    return "mean \((points / Double(count) * 1000).rounded() / 1000) over \(count)"
  }

  private func tokens(of model: Int) -> [Finding] {
    let outcomes = golden.outcomes[model]
    let columns = [
      ("input_tokens", outcomes.inputTokens), ("output_tokens", outcomes.outputTokens),
    ]
    return columns.flatMap { name, column -> [Finding] in
      guard let column else { return [] }
      let blanks = column.indices.filter { column[$0] == 0 || column[$0] == Golden.missing }
      if !blanks.isEmpty {
        return [
          warning(
            .blankTokens,
            "\(name) of \(golden.models[model]) are blank or zero on \(blanks.count) traces",
            count: blanks.count, examples: blanks.prefix(Self.exampleLimit).map { golden.ids[$0] })
        ]
      }
      guard column.count >= Self.minimumTraces, let first = column.first,
        column.allSatisfy({ $0 == first })
      else { return [] }
      return [
        warning(
          .constantTokens,
          "\(name) of \(golden.models[model]) are \(first) on every trace", count: column.count)
      ]
    }
  }

  private func zeroCosts(of model: Int) -> [Finding] {
    guard let costs = golden.outcomes[model].recordedCost else { return [] }
    let free = costs.indices.filter {
      costs[$0] == 0 && (golden.outcomes[model].outputTokens?[$0] ?? 1) != 0
    }
    guard !free.isEmpty else { return [] }
    return [
      warning(
        .zeroCost, "\(golden.models[model]) answered \(free.count) traces at no cost",
        count: free.count, examples: free.prefix(Self.exampleLimit).map { golden.ids[$0] })
    ]
  }

  /// A price that says nothing: cost is undefined where a single call has none.
  private func unknownCosts(of model: Int) -> Finding? {
    guard golden.prices[model] != nil else { return nil }
    let outcomes = golden.outcomes[model]
    let isKnown = { (column: [Int64]?, trace: Int) in (column?[trace] ?? Golden.missing) >= 0 }
    let unknown = (0..<golden.count).filter { trace in
      !isKnown(outcomes.recordedCost, trace)
        && !(isKnown(outcomes.inputTokens, trace) && isKnown(outcomes.outputTokens, trace))
    }
    guard !unknown.isEmpty else { return nil }
    return warning(
      .unknownCost,
      "\(golden.models[model]) has a price, but \(unknown.count) calls have no input_tokens or no"
        + " output_tokens: no cost can be told",
      count: unknown.count, examples: unknown.prefix(Self.exampleLimit).map { golden.ids[$0] })
  }

  private func collapsed(_ signal: SignalColumn) -> Finding? {
    let values = signal.values.filter { !$0.isNaN }
    guard values.count >= Self.minimumTraces, let low = values.min(), let high = values.max()
    else { return nil }
    let share = Double(countOfMajority(values)) / Double(values.count)
    let mean = values.reduce(0, +) / Double(values.count)
    let variance =
      values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    let isProbability = low >= 0 && high <= 1
    guard
      share >= Self.collapsedShare
        || (isProbability && variance < Self.collapsedDeviation * Self.collapsedDeviation)
    else { return nil }
    return warning(
      .collapsedSignal,
      "the signal \(signal.name) is nearly constant: it ranks almost nothing",
      count: values.count)
  }

  /// How often the one value stands that makes up more than half; a vote finds its candidate.
  private func countOfMajority(_ values: [Double]) -> Int {
    var candidate = values[0]
    var votes = 0
    for value in values {
      if votes == 0 { candidate = value }
      votes += value == candidate ? 1 : -1
    }
    return values.count { $0 == candidate }
  }

  private func absent(_ label: LabelColumn) -> Finding? {
    guard let level = label.levels.firstIndex(of: LabelColumn.absent) else { return nil }
    let traces = label.codes.indices.filter { label.codes[$0] == Int32(level) }
    return warning(
      .absentLabel, "\(traces.count) traces have no label \(label.name)", count: traces.count,
      examples: traces.prefix(Self.exampleLimit).map { golden.ids[$0] })
  }
}
