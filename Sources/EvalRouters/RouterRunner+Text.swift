import EvalCore
import EvalSystem

extension RouterRunner {
  /// Asks a router that reads what the user wrote.
  func reading(
    _ router: RouterSpec, by reader: some TextRouter, _ others: Others
  ) throws(ProblemReport) -> Answer {
    let messages = try messages(for: router)
    var choices: [TierChoice] = []
    choices.reserveCapacity(field.golden.count)
    for trace in 0..<field.golden.count {
      do {
        choices.append(try reader.choice(for: messages.userText(of: trace)))
      } catch {
        throw problem(router, overrun(error, "trace \(field.golden.ids[trace])"))
      }
    }
    return resolve(choices, among: reader.tiers, others)
  }

  /// Asks a router whose topics are recorded with the queries.
  func labelled(
    _ router: RouterSpec, _ map: DomainMap, by label: String, _ others: Others
  ) throws(ProblemReport) -> Answer {
    guard let column = field.golden.label(named: label) else {
      throw problem(router, "\(field.golden.name) has no label `\(label)`")
    }
    let topics = column.levels.map { level in map.domains.firstIndex { $0.name == level } }
    let choices = column.codes.map { code in
      let topic = topics[Int(code)]
      return TierChoice(tier: topic ?? map.domains.count, isSure: topic != nil)
    }
    return resolve(choices, among: map.tiers, others)
  }

  /// Asks a router that reads whole conversations.
  func conversing(
    _ router: RouterSpec, _ rules: ContextRules, _ others: Others
  ) throws(ProblemReport) -> Answer {
    resolve(try steps(router, ContextRouter(rules)).map(\.choice), among: rules.tiers, others)
  }

  /// Returns what a router makes of every conversation.
  func steps(
    _ router: RouterSpec, _ context: ContextRouter
  ) throws(ProblemReport) -> [ContextRouter.Step] {
    let messages = try messages(for: router)
    do {
      return try context.steps(field.golden, messages)
    } catch {
      throw problem(router, overrun(error, "a conversation"))
    }
  }

  private func messages(for router: RouterSpec) throws(ProblemReport) -> MessageColumn {
    guard let messages = field.golden.messages else {
      throw problem(router, "reads the queries' text, and \(field.golden.name) holds figures only")
    }
    return messages
  }

  func reason(
    _ router: RouterSpec, by reader: some TextRouter, _ trace: Int, _ text: String
  ) throws(ProblemReport) -> String {
    do {
      return try reader.reason(text)
    } catch {
      throw problem(router, overrun(error, "trace \(field.golden.ids[trace])"))
    }
  }

  private func overrun(_ error: PatternMatcher.Overrun, _ place: String) -> String {
    "the pattern `\(error.pattern)` takes too long on \(place): it has too"
      + " many ways to match; make it more specific: bound repetitions, such as .{0,200}, and repeat"
      + " nothing that repeats itself, such as (a+)+"
  }
}
