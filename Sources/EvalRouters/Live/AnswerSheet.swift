import EvalCore

/// Collects a router's answers trace by trace, and what went wrong.
struct AnswerSheet {
  /// What a router said of one trace.
  struct Answer {
    /// The model's index in the pool.
    var model: UInt8?
    var score: Double?
  }

  private enum State {
    case outstanding
    case answered
    case fellBack
  }

  private let ids: TextColumn
  private let allowed: Int
  private var states: [State]
  private var answers: [Answer]
  private var counts: [RouterFault: Int] = [:]
  private var fallbacks = 0
  /// Faults that are of no trace, or of one that had gone wrong before.
  private var strays = 0
  private var cursor = 0

  /// How many traces have neither an answer nor gone wrong.
  private(set) var outstanding: Int

  /// - Parameters:
  ///   - ids: The traces.
  ///   - allowed: How many of them may go wrong; as many further faults may be of none of them.
  init(ids: TextColumn, allowed: Int) {
    self.ids = ids
    self.allowed = allowed
    outstanding = ids.count
    states = Array(repeating: .outstanding, count: ids.count)
    answers = Array(repeating: Answer(), count: ids.count)
  }

  /// Takes an answer.
  ///
  /// - Throws: `RouterBreakdown` where the trace had one.
  mutating func accept(_ answer: Answer, of trace: Int) throws(RouterBreakdown) {
    guard states[trace] == .outstanding else {
      return try reject(
        RouterBreakdown(
          fault: .secondAnswer, message: "trace \(ids[trace]) was answered a second time"),
        of: trace)
    }
    states[trace] = .answered
    answers[trace] = answer
    outstanding -= 1
  }

  /// Counts a fault; the trace that it is of goes to the strong model.
  ///
  /// - Parameters:
  ///   - breakdown: The fault.
  ///   - trace: The trace; nil where the fault is of none.
  /// - Throws: `RouterBreakdown` where it is one more than is allowed.
  mutating func reject(
    _ breakdown: RouterBreakdown, of trace: Int?
  ) throws(RouterBreakdown) {
    guard let fault = breakdown.fault else { throw breakdown }
    counts[fault, default: 0] += 1
    if let trace, states[trace] != .fellBack {
      if states[trace] == .outstanding { outstanding -= 1 }
      states[trace] = .fellBack
      fallbacks += 1
    } else {
      strays += 1
    }
    try check(breakdown)
  }

  /// Ends the collecting: what is outstanding goes to the strong model.
  ///
  /// - Parameter breakdown: Why nothing more comes; nil where there is no reason but the end.
  /// - Throws: `RouterBreakdown` where that is more than is allowed.
  mutating func close(_ breakdown: RouterBreakdown?) throws(RouterBreakdown) {
    let count = outstanding
    let missing = RouterBreakdown(
      fault: .missingAnswer, message: "it ended\(before)", notes: breakdown?.notes ?? [])
    if let fault = breakdown?.fault, fault != .missingAnswer {
      counts[fault, default: 0] += 1
      strays += 1
    }
    if count > 0 {
      counts[.missingAnswer, default: 0] += count
      fallbacks += count
      for trace in states.indices where states[trace] == .outstanding { states[trace] = .fellBack }
      outstanding = 0
    }
    if breakdown != nil || count > 0 { try check(breakdown ?? missing) }
  }

  /// ` before it answered 12 traces, the first of them 081-1`; nothing where it answered all.
  var before: String {
    mutating get {
      guard let first = firstOutstanding else { return "" }
      let noun = outstanding == 1 ? "trace" : "traces"
      return " before it answered \(outstanding) \(noun), the first of them \(ids[first])"
    }
  }

  /// ` (trace 081-1 is the first without an answer)`; nothing where all have one.
  var next: String {
    mutating get {
      firstOutstanding.map { " (trace \(ids[$0]) is the first without an answer)" } ?? ""
    }
  }

  /// The first trace that is outstanding; nil where none is.
  private var firstOutstanding: Int? {
    mutating get {
      while cursor < states.count, states[cursor] != .outstanding { cursor += 1 }
      return cursor < states.count ? cursor : nil
    }
  }

  private func check(_ breakdown: RouterBreakdown) throws(RouterBreakdown) {
    guard fallbacks > allowed || strays > allowed else { return }
    guard allowed > 0 else { throw breakdown }
    var last = breakdown
    last.message += "; allow_faults is \(allowed), and that is exceeded now"
    throw last
  }
}

extension AnswerSheet {
  /// What went wrong, for the report.
  var faults: FaultReport {
    var named: [String] = []
    for trace in states.indices where states[trace] == .fellBack {
      if named.count == FaultReport.namedTraces { break }
      named.append(ids[trace])
    }
    return FaultReport(
      counts: Dictionary(
        counts.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { first, _ in first }),
      fallbacks: fallbacks, allowed: allowed, traces: named)
  }

  /// The traces that went to the strong model for want of a valid answer.
  var fallenBack: [Int] { states.indices.filter { states[$0] == .fellBack } }

  /// The scores, where every valid answer has one; the traces that fell back have the highest.
  var scores: [Double]? {
    var scores: [Double] = []
    scores.reserveCapacity(answers.count)
    for trace in states.indices {
      if states[trace] == .fellBack {
        scores.append(.infinity)
      } else if let score = answers[trace].score {
        scores.append(score)
      } else {
        return nil
      }
    }
    guard let highest = scores.filter(\.isFinite).max() else { return nil }
    return scores.map { min($0, highest) }
  }

  /// Returns for each trace the chosen model.
  ///
  /// - Parameters:
  ///   - threshold: Where given, a score decides, and the answer's model where it has no score.
  ///   - pool: The models.
  /// - Returns: The models' indices in the pool.
  /// - Throws: `RouterBreakdown` where an answer has a score alone and there is no threshold.
  func models(threshold: Double?, in pool: ModelPool) throws(RouterBreakdown) -> [UInt8] {
    var models: [UInt8] = []
    models.reserveCapacity(answers.count)
    for trace in states.indices {
      let answer = answers[trace]
      if states[trace] == .fellBack {
        models.append(UInt8(pool.strong))
      } else if let threshold, let score = answer.score {
        models.append(UInt8(score >= threshold ? pool.strong : pool.weak))
      } else if let model = answer.model {
        models.append(model)
      } else {
        throw RouterBreakdown(
          message: "answered trace \(ids[trace]) with a score alone: give it a `threshold`")
      }
    }
    return models
  }
}
