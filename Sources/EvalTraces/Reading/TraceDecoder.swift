import EvalCore
import EvalSystem

/// Decodes lines of traces into a block's columns.
struct TraceDecoder {
  /// The most queries that one trace may stand for.
  static let maximumWeight: Int64 = 1_000_000
  /// The dearest single call that is believed, in USD.
  static let maximumCost = 1000.0

  private let models: [[UInt8]]
  private let scale: QualityScale
  /// The block being filled.
  var block: TraceBlock
  /// What each model did on the trace being read.
  private var sums: [OutcomeSums]

  init(models: [String], scale: QualityScale) {
    self.models = models.map { Array($0.utf8) }
    self.scale = scale
    self.block = TraceBlock(models: models.count)
    self.sums = [OutcomeSums](repeating: OutcomeSums(), count: models.count)
  }

  /// Decodes one line.
  mutating func decode(_ value: JSONValue) {
    guard value.kind == .object else {
      block.add("must be an object, one trace a line, is \(value.kindName)")
      return
    }
    let mistakesBefore = block.mistakes.count + block.mistakesOmitted
    var id: UnsafeBufferPointer<UInt8>?
    var cluster: UnsafeBufferPointer<UInt8>?
    var weight: Int64 = 1
    var outcomes: JSONValue?
    var messages: JSONValue?
    var seen: UInt32 = 0
    value.forEachEntry { key, entry in
      guard let known = TraceKey(key) else {
        block.add(Self.unknownKey(key, among: TraceKey.allCases.map(\.rawValue)))
        return
      }
      if seen & known.bit != 0 { block.add("the key `\(known.rawValue)` stands here twice") }
      seen |= known.bit
      switch known {
      case .id: id = text(entry, known.rawValue)
      case .cluster: cluster = text(entry, known.rawValue)
      case .user, .conversation: _ = text(entry, known.rawValue)
      case .weight: weight = decodeWeight(entry)
      case .cohorts: decodeCohorts(entry)
      case .signals: decodeSignals(entry)
      case .outcomes: outcomes = entry
      case .messages: messages = entry
      case .extra: break
      }
    }
    guard let id, !id.isEmpty else {
      block.add("the key `id` is missing or empty")
      block.abandonTrace()
      return
    }
    guard let outcomes else {
      block.add("the key `outcomes` is missing")
      block.abandonTrace()
      return
    }
    decodeOutcomes(outcomes)
    if let messages { decodeMessages(messages) }
    guard block.mistakes.count + block.mistakesOmitted == mistakesBefore else {
      block.abandonTrace()
      return
    }
    for model in sums.indices { block.outcomes[model].append(sums[model]) }
    block.endTrace(id: id, cluster: cluster, weight: weight, hasMessages: messages != nil)
  }

  private mutating func text(_ value: JSONValue, _ key: String) -> UnsafeBufferPointer<UInt8>? {
    if let text = value.text { return text }
    block.add("must be a text, is \(value.kindName)", keyPath: key)
    return nil
  }

  private mutating func decodeWeight(_ value: JSONValue) -> Int64 {
    if let weight = value.integer, weight >= 1, weight <= Self.maximumWeight { return weight }
    block.add("must be a whole number from 1 to \(Self.maximumWeight)", keyPath: "weight")
    return 1
  }

  private mutating func decodeCohorts(_ value: JSONValue) {
    guard value.kind == .object else {
      block.add("must be an object of label and level, is \(value.kindName)", keyPath: "cohorts")
      return
    }
    var hint = 0
    let row = block.count
    value.forEachEntry { name, level in
      guard let level = level.text else {
        block.add("must be a text", keyPath: "cohorts.\(String(decoding: name, as: UTF8.self))")
        return
      }
      let index = block.label(name, hint: hint)
      hint = index + 1
      guard block.labels[index].codes.count == row else {
        block.add(
          "the label stands here twice",
          keyPath: "cohorts.\(String(decoding: name, as: UTF8.self))")
        return
      }
      let code = block.labels[index].levels.number(of: level)
      block.labels[index].codes.append(code)
    }
  }

  private mutating func decodeSignals(_ value: JSONValue) {
    guard value.kind == .object else {
      block.add("must be an object of name and score, is \(value.kindName)", keyPath: "signals")
      return
    }
    var hint = 0
    let row = block.count
    value.forEachEntry { name, score in
      guard let number = score.number, number.isFinite else {
        block.add("must be a number", keyPath: "signals.\(String(decoding: name, as: UTF8.self))")
        return
      }
      let index = block.signal(name, hint: hint)
      hint = index + 1
      guard block.signals[index].values.count == row else {
        block.add(
          "the signal stands here twice",
          keyPath: "signals.\(String(decoding: name, as: UTF8.self))")
        return
      }
      block.signals[index].values.append(number)
    }
  }

  private mutating func decodeMessages(_ value: JSONValue) {
    guard value.kind == .array else {
      block.add("must be a list of messages, is \(value.kindName)", keyPath: "messages")
      return
    }
    var position = 0
    if block.messages == nil { block.messages = MessageColumn() }
    value.forEachItem { message in
      var role: UnsafeBufferPointer<UInt8>?
      var content: UnsafeBufferPointer<UInt8>?
      message.forEachEntry { key, entry in
        if key.equals("role") {
          role = entry.text
        } else if key.equals("content") {
          content = entry.text
        } else if !key.equals("extra") {
          block.add(
            Self.unknownKey(key, among: ["role", "content"]), keyPath: "messages[\(position)]")
        }
      }
      if let role, let content {
        block.messages?.roles.append(utf8: role)
        block.messages?.contents.append(utf8: content)
      } else {
        block.add("needs a role and a content, both texts", keyPath: "messages[\(position)]")
      }
      position += 1
    }
  }

  /// Returns a sentence about a key that nobody knows.
  static func unknownKey(_ key: UnsafeBufferPointer<UInt8>, among known: [String]) -> String {
    let name = String(decoding: key.prefix(80), as: UTF8.self)
    return "unknown key `\(name)`\(Suggestion.clause(for: name, among: known));"
      + " known here: \(known.sorted().joined(separator: ", "))"
  }
}

/// The keys of a trace.
private enum TraceKey: String, CaseIterable {
  case id
  case cluster
  case weight
  case messages
  case cohorts
  case outcomes
  case signals
  case user
  case conversation
  case extra

  init?(_ key: UnsafeBufferPointer<UInt8>) {
    switch key.count {
    case 2 where key.equals("id"): self = .id
    case 4 where key.equals("user"): self = .user
    case 5 where key.equals("extra"): self = .extra
    case 6 where key.equals("weight"): self = .weight
    case 7 where key.equals("cluster"): self = .cluster
    case 7 where key.equals("cohorts"): self = .cohorts
    case 7 where key.equals("signals"): self = .signals
    case 8 where key.equals("outcomes"): self = .outcomes
    case 8 where key.equals("messages"): self = .messages
    case 12 where key.equals("conversation"): self = .conversation
    default: return nil
    }
  }

  /// A bit of its own for each key, to see one twice.
  var bit: UInt32 {
    switch self {
    case .id: 1 << 0
    case .cluster: 1 << 1
    case .weight: 1 << 2
    case .messages: 1 << 3
    case .cohorts: 1 << 4
    case .outcomes: 1 << 5
    case .signals: 1 << 6
    case .user: 1 << 7
    case .conversation: 1 << 8
    case .extra: 1 << 9
    }
  }
}

// MARK: Outcomes

extension TraceDecoder {
  private mutating func decodeOutcomes(_ value: JSONValue) {
    for model in sums.indices { sums[model] = OutcomeSums() }
    guard value.kind == .object else {
      block.add("must be an object of model and outcome, is \(value.kindName)", keyPath: "outcomes")
      return
    }
    var hint = 0
    value.forEachEntry { name, outcome in
      guard let model = model(name, hint: hint) else {
        block.add(
          Self.unknownModel(name, among: models),
          keyPath: "outcomes.\(String(decoding: name.prefix(80), as: UTF8.self))")
        return
      }
      hint = model + 1
      if sums[model].recordings > 0 { block.add("the model stands here twice", keyPath: path(model)) }
      decodeRecordings(outcome, model: model)
    }
    for model in models.indices where sums[model].recordings == 0 {
      block.add("the model has no outcome here", keyPath: path(model))
    }
  }

  private func model(_ name: UnsafeBufferPointer<UInt8>, hint: Int) -> Int? {
    if hint < models.count, name.equals(models[hint]) { return hint }
    return models.firstIndex { name.equals($0) }
  }

  private func path(_ model: Int) -> String {
    "outcomes.\(String(decoding: models[model], as: UTF8.self))"
  }

  private static func unknownModel(
    _ name: UnsafeBufferPointer<UInt8>, among models: [[UInt8]]
  ) -> String {
    let text = String(decoding: name.prefix(80), as: UTF8.self)
    let known = models.map { String(decoding: $0, as: UTF8.self) }
    return "the manifest has no such model\(Suggestion.clause(for: text, among: known));"
      + " it has \(known.joined(separator: ", "))"
  }

  private mutating func decodeRecordings(_ value: JSONValue, model: Int) {
    guard value.kind == .array else {
      decodeRecording(value, model: model)
      return
    }
    value.forEachItem { decodeRecording($0, model: model) }
    let count = Double(max(sums[model].recordings, 1))
    let mean = Double(sums[model].quality) / 1e6 / count
    sums[model].spread = max(0, sums[model].spread - mean * mean * count)
  }

  private mutating func decodeRecording(_ value: JSONValue, model: Int) {
    guard value.kind == .object else {
      block.add("must be an object, is \(value.kindName)", keyPath: path(model))
      sums[model].recordings = max(sums[model].recordings, 1)
      return
    }
    var one = OutcomeSums()
    var hasQuality = false
    var total: Int64?
    var seen: UInt32 = 0
    value.forEachEntry { key, entry in
      guard let known = OutcomeKey(key) else {
        block.add(
          Self.unknownKey(key, among: OutcomeKey.allCases.map(\.rawValue)), keyPath: path(model))
        return
      }
      if seen & known.bit != 0 {
        block.add("the key `\(known.rawValue)` stands here twice", keyPath: path(model))
      }
      seen |= known.bit
      switch known {
      case .quality:
        hasQuality = true
        one.quality = quality(entry, model: model)
      case .inputTokens: one.inputTokens = count(entry, known, model)
      case .outputTokens: one.outputTokens = count(entry, known, model)
      case .cachedInputTokens: one.cachedInputTokens = count(entry, known, model)
      case .reasoningTokens: one.reasoningTokens = count(entry, known, model)
      case .totalTokens: total = count(entry, known, model)
      case .costUSD: one.cost = scaled(entry, by: 1e9, upTo: Self.maximumCost, known, model)
      case .latencyMS: one.latency = scaled(entry, by: 1000, upTo: 1e9, known, model)
      case .confidence, .rating, .seed, .response, .extra: check(entry, known, model)
      }
    }
    if !hasQuality { block.add("the key `quality` is missing", keyPath: path(model)) }
    if let total, one.inputTokens + one.outputTokens != total { block.wrongTotals += 1 }
    if sums[model].add(one) == false {
      block.add("every recording of a query must have the same keys", keyPath: path(model))
    }
  }

  private mutating func quality(_ value: JSONValue, model: Int) -> Int64 {
    guard let number = value.number else {
      block.add("must be a number, is \(value.kindName)", keyPath: "\(path(model)).quality")
      return 0
    }
    guard number >= scale.min, number <= scale.max else {
      block.add(
        "is \(number), outside the manifest's scale \(scale.min) to \(scale.max)",
        keyPath: "\(path(model)).quality")
      return 0
    }
    return Int64((number * 1e6).rounded())
  }

  private mutating func count(_ value: JSONValue, _ key: OutcomeKey, _ model: Int) -> Int64 {
    if let count = value.integer, count >= 0, count <= 1_000_000_000_000 { return count }
    block.add(
      "must be a whole number of tokens, 0 or more", keyPath: "\(path(model)).\(key.rawValue)")
    return 0
  }

  private mutating func scaled(
    _ value: JSONValue, by factor: Double, upTo limit: Double, _ key: OutcomeKey, _ model: Int
  ) -> Int64 {
    if let number = value.number, number >= 0, number <= limit {
      return Int64((number * factor).rounded())
    }
    block.add("must be a number from 0 to \(limit)", keyPath: "\(path(model)).\(key.rawValue)")
    return 0
  }

  private mutating func check(_ value: JSONValue, _ key: OutcomeKey, _ model: Int) {
    let holds =
      switch key {
      case .confidence: value.number.map { (0...1).contains($0) } ?? false
      case .rating: value.number.map { (1...5).contains($0) } ?? false
      case .seed: value.integer != nil
      case .response: value.text != nil
      default: true
      }
    guard !holds else { return }
    let wanted =
      switch key {
      case .confidence: "a number from 0 to 1"
      case .rating: "a number from 1 to 5"
      case .seed: "a whole number"
      default: "a text"
      }
    block.add("must be \(wanted)", keyPath: "\(path(model)).\(key.rawValue)")
  }
}

/// The keys of an outcome.
private enum OutcomeKey: String, CaseIterable {
  case quality
  case inputTokens = "input_tokens"
  case outputTokens = "output_tokens"
  case totalTokens = "total_tokens"
  case cachedInputTokens = "cached_input_tokens"
  case reasoningTokens = "reasoning_tokens"
  case costUSD = "cost_usd"
  case latencyMS = "latency_ms"
  case confidence
  case rating
  case seed
  case response
  case extra

  init?(_ key: UnsafeBufferPointer<UInt8>) {
    switch key.count {
    case 4 where key.equals("seed"): self = .seed
    case 5 where key.equals("extra"): self = .extra
    case 6 where key.equals("rating"): self = .rating
    case 7 where key.equals("quality"): self = .quality
    case 8 where key.equals("cost_usd"): self = .costUSD
    case 8 where key.equals("response"): self = .response
    case 10 where key.equals("latency_ms"): self = .latencyMS
    case 10 where key.equals("confidence"): self = .confidence
    case 12 where key.equals("input_tokens"): self = .inputTokens
    case 12 where key.equals("total_tokens"): self = .totalTokens
    case 13 where key.equals("output_tokens"): self = .outputTokens
    case 16 where key.equals("reasoning_tokens"): self = .reasoningTokens
    case 19 where key.equals("cached_input_tokens"): self = .cachedInputTokens
    default: return nil
    }
  }

  /// A bit of its own for each key, to see one twice.
  var bit: UInt32 {
    switch self {
    case .quality: 1 << 0
    case .inputTokens: 1 << 1
    case .outputTokens: 1 << 2
    case .totalTokens: 1 << 3
    case .cachedInputTokens: 1 << 4
    case .reasoningTokens: 1 << 5
    case .costUSD: 1 << 6
    case .latencyMS: 1 << 7
    case .confidence: 1 << 8
    case .rating: 1 << 9
    case .seed: 1 << 10
    case .response: 1 << 11
    case .extra: 1 << 12
    }
  }
}
