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
  /// - Throws: `PatternMatcher.Overrun` where a pattern takes too long.
  func steps(
    _ golden: Golden, _ messages: MessageColumn
  ) throws(PatternMatcher.Overrun) -> [Step] {
    var steps: [Step?] = Array(repeating: nil, count: golden.count)
    for turns in Conversations(golden, messages).turns {
      var highest: TierChoice?
      var said: [Int] = []
      var resetsBefore = 0
      for trace in turns {
        let own = Array(messages.messages(of: trace))
        said = Self.isContinued(said, by: own, messages) ? own : said + own
        let resets = try resets(in: said, messages)
        // What was said before a reset is gone, and so is the tier that it led to.
        if resets.count > resetsBefore { highest = nil }
        resetsBefore = resets.count
        var step = try step(said.dropFirst(resets.last ?? 0), messages)
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

  /// Whether a query's messages begin with all that was said before, and go on: then they are the
  /// history.
  private static func isContinued(
    _ history: [Int], by own: [Int], _ messages: MessageColumn
  ) -> Bool {
    history.count < own.count
      && zip(history, own).allSatisfy {
        messages.roles[$0] == messages.roles[$1] && messages.contents[$0] == messages.contents[$1]
      }
  }

  /// Where in what was said the conversation starts anew.
  private func resets(
    in said: [Int], _ messages: MessageColumn
  ) throws(PatternMatcher.Overrun) -> [Int] {
    guard let reset else { return [] }
    var places: [Int] = []
    for (place, message) in said.enumerated() where messages.roles[message] == "user" {
      if try reset.matches(messages.contents[message]) { places.append(place) }
    }
    return places
  }

  private func step(
    _ history: ArraySlice<Int>, _ messages: MessageColumn
  ) throws(PatternMatcher.Overrun) -> Step {
    var look = Look()
    var last = ""
    for message in history {
      let content = messages.contents[message]
      look.codeBlocks += Self.codeBlocks(content)
      look.words += content.split(whereSeparator: \.isWhitespace).count
      guard messages.roles[message] == "user" else { continue }
      look.turns += 1
      last = content
    }
    for (index, rule) in rules.rules.enumerated() {
      guard look.codeBlocks >= rule.codeBlocks ?? 0, look.words >= rule.words ?? 0,
        look.turns >= rule.turns ?? 0
      else { continue }
      if let pattern = patterns[index], try !pattern.matches(last) { continue }
      return Step(
        choice: TierChoice(tier: self.index(rule.tier), isSure: true), rule: index, look: look)
    }
    return Step(
      choice: TierChoice(tier: index(rules.defaultTier), isSure: false), rule: nil, look: look)
  }

  private func index(_ tier: String) -> Int {
    rules.tiers.firstIndex { $0.name == tier } ?? 0
  }

  /// Counts fenced code blocks: lines that begin with three backticks open and close them.
  static func codeBlocks(_ text: String) -> Int {
    let fences = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .count { $0.drop { $0 == " " || $0 == "\t" }.hasPrefix("```") }
    return (fences + 1) / 2
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
