import EvalCore
import EvalStatistics
import EvalSystem

extension RouterRunner {
  /// Asks a language model for a word about each query, or reads what it said before.
  func classified(
    _ router: RouterSpec, _ spec: LLMSpec, _ others: Others
  ) throws(ProblemReport) -> Answer {
    let said = try said(router, spec)
    let words = WordMap(spec.answers)
    let found = said.answers.map { $0.flatMap { words.index(of: $0.text) } }
    let choices = found.map { TierChoice(tier: $0 ?? spec.answers.count, isSure: $0 != nil) }
    let served = resolve(choices, among: spec.tiers, others)
    var spending = served.spending ?? Spending(count: choices.count)
    let own = ownSpending(said.answers, spec.price)
    for trace in choices.indices { spending.add(own, trace: trace) }
    var answer = served.charged(spending)
    answer.ownSpending = own
    answer.faults = said.faults
    answer.latency = latency(said.answers)
    answer.unusable = unusable(said.answers, found)
    return answer
  }

  private func said(
    _ router: RouterSpec, _ spec: LLMSpec
  ) throws(ProblemReport) -> WordClassifier.Said {
    let classifier = WordClassifier(spec)
    switch spec.source {
    case .recorded(let file): return try classifier.recorded(file, field.golden.ids)
    case .live(let server):
      guard let messages = field.golden.messages, messages.firstWithout == nil else {
        throw problem(
          router, "reads the queries' text, and \(field.golden.name) does not hold it")
      }
      do {
        return try classifier.ask(server, field.golden, messages)
      } catch {
        throw problem(router, error)
      }
    }
  }

  private func ownSpending(_ answers: [WordAnswer?], _ price: ModelPrice?) -> Spending {
    var spending = Spending(count: answers.count)
    for (trace, answer) in answers.enumerated() {
      spending.calls[trace] = 1
      spending.inputTokens[trace] = answer?.inputTokens ?? Golden.missing
      spending.outputTokens[trace] = answer?.outputTokens ?? Golden.missing
      spending.cost[trace] = answer?.costNanoUSD ?? cost(answer, price) ?? Golden.missing
    }
    return spending
  }

  private func cost(_ answer: WordAnswer?, _ price: ModelPrice?) -> Int64? {
    guard let price, let input = answer?.inputTokens, let output = answer?.outputTokens else {
      return nil
    }
    return price.nanoUSD(input: input, cached: 0, output: output)
  }

  private func latency(_ answers: [WordAnswer?]) -> RouterLatency? {
    let known = answers.compactMap { $0?.latency }
    return LiveAnswers.latency(known)
  }

  /// The answers that are none of the words; a trace without any answer is a fault instead.
  private func unusable(_ answers: [WordAnswer?], _ found: [Int?]) -> UnusableReport? {
    let traces = answers.indices.filter { answers[$0] != nil && found[$0] == nil }
    return UnusableReport(
      answers: traces.count,
      traces: traces.prefix(FaultReport.namedTraces).map { field.golden.ids[$0] })
  }
}

extension LLMSpec {
  /// The name of the branch for answers that are none of the words: no word has brackets.
  static let noWord = "(default)"

  /// The words and, last, what serves queries whose answer is none of them.
  var tiers: [Tier] {
    answers.map { Tier(name: $0.word, branch: $0.branch) } + [
      Tier(name: LLMSpec.noWord, branch: fallback)
    ]
  }
}
