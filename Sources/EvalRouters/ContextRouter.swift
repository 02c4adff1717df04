import EvalCore
import EvalSystem

/// Sends a query to a tier by the conversation that it is part of.
struct ContextRouter {
  /// What the router looks at.
  struct Look: Equatable {
    /// Fenced code blocks, one that is not closed included.
    var codeBlocks = 0
    /// Words, as white space divides them.
    var words = 0
    /// Messages of the user.
    var turns = 0
  }

  /// What came of one query.
  struct Step: Equatable {
    var choice: TierChoice
    /// The rule that holds; nil for the default.
    var rule: Int?
    /// Whether an earlier query of the conversation had a higher tier.
    var isKept = false
    var look: Look
  }

  private let rules: ContextRules
  private let patterns: [PatternMatcher?]
  private let reset: PatternMatcher?

  /// Compiles the rules' patterns.
  init(_ rules: ContextRules) throws(ProblemReport) {
    self.rules = rules
    var patterns: [PatternMatcher?] = []
    for rule in rules.rules {
      guard let pattern = rule.pattern else {
        patterns.append(nil)
        continue
      }
      patterns.append(try PatternMatcher(pattern))
    }
    self.patterns = patterns
    guard let pattern = rules.reset else {
      reset = nil
      return
    }
    reset = try PatternMatcher(pattern)
  }

  /// Returns what comes of every query, in the golden's order.
  ///
  /// Complexity: linear in the messages of all queries.
  ///
  /// - Throws: `PatternMatcher.Overrun` where a pattern takes too long.
  func steps(
    _ golden: Golden, _ messages: MessageColumn
  ) throws(PatternMatcher.Overrun) -> [Step] {
    let looks = MessageLooks(messages)
    var steps: [Step?] = Array(repeating: nil, count: golden.count)
    for turns in Conversations(golden).turns {
      var history = ConversationHistory(messages)
      var (look, last, highest): (Look, Int?, TierChoice?) = (Look(), nil, nil)
      for trace in turns {
        for message in history.add(messages.messages(of: trace)) {
          if looks.isUser[message] {
            // What was said before a reset is gone, and so is the tier that it led to.
            if let reset, try reset.matches(messages.contents[message]) {
              (look, highest) = (Look(), nil)
            }
            look.turns += 1
            last = message
          }
          look.codeBlocks += looks.codeBlocks[message]
          look.words += looks.words[message]
        }
        var step = try step(look, last: last.map { messages.contents[$0] })
        if rules.isSticky, let reached = highest, reached.tier > step.choice.tier {
          step.choice = reached
          step.isKept = true
        }
        highest = step.choice
        steps[trace] = step
      }
    }
    return steps.compactMap { $0 }
  }

  private func step(_ look: Look, last: String?) throws(PatternMatcher.Overrun) -> Step {
    for (index, rule) in rules.rules.enumerated() {
      guard look.codeBlocks >= rule.codeBlocks ?? 0, look.words >= rule.words ?? 0,
        look.turns >= rule.turns ?? 0
      else { continue }
      if let pattern = patterns[index] {
        guard let last, try pattern.matches(last) else { continue }
      }
      return Step(
        choice: TierChoice(tier: self.index(rule.tier), isSure: true), rule: index, look: look)
    }
    return Step(
      choice: TierChoice(tier: index(rules.defaultTier), isSure: false), rule: nil, look: look)
  }

  private func index(_ tier: String) -> Int {
    rules.tiers.firstIndex { $0.name == tier } ?? 0
  }

  /// Says why a query went where it did, in one clause.
  func reason(_ step: Step) -> String {
    let tier = rules.tiers[step.choice.tier].name
    if step.isKept { return "an earlier query of the conversation reached tier \(tier)" }
    let seen =
      "\(step.look.codeBlocks) code blocks, \(step.look.words) words, \(step.look.turns) turns"
    guard let rule = step.rule else { return "no rule holds (\(seen)): tier \(tier)" }
    return "rule \(rule + 1) (line \(rules.rules[rule].line)) holds (\(seen)): tier \(tier)"
  }
}
