import EvalCore
import EvalSystem

/// Decodes lines of traces into a block's columns.
struct TraceDecoder {
  /// The most queries that one trace may stand for.
  static let maximumWeight: Int64 = 1_000_000
  /// The dearest single call that is believed, in USD.
  static let maximumCost = 1000.0

  /// The manifest's models, as UTF-8.
  let models: [[UInt8]]
  /// The manifest's scale.
  let scale: QualityScale
  /// The block being filled.
  var block: TraceBlock
  /// What each model did on the trace being read.
  var sums: [OutcomeSums]

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
    var user: UnsafeBufferPointer<UInt8>?
    var conversation: UnsafeBufferPointer<UInt8>?
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
      case .user: user = name(entry, known.rawValue)
      case .conversation: conversation = name(entry, known.rawValue)
      case .weight: weight = decodeWeight(entry)
      case .cohorts: decodeCohorts(entry)
      case .signals: decodeSignals(entry)
      case .outcomes: outcomes = entry
      case .messages: messages = entry
      case .extra: break
      }
    }
    guard let id, !id.isEmpty else {
      if id != nil || seen & TraceKey.id.bit == 0 { block.add("the key `id` is missing or empty") }
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
    block.endTrace(
      id: id, cluster: cluster, user: user, conversation: conversation, weight: weight,
      hasMessages: messages != nil)
  }

  private mutating func name(_ value: JSONValue, _ key: String) -> UnsafeBufferPointer<UInt8>? {
    let name = text(value, key)
    if name?.isEmpty == true { block.add("is empty: leave the key out", keyPath: key) }
    return name
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
        if key.equals("role") || key.equals("content") {
          let isRole = key.equals("role")
          if (isRole ? role : content) != nil {
            block.add(
              "the key `\(isRole ? "role" : "content")` stands here twice",
              keyPath: "messages[\(position)]")
          }
          if isRole { role = entry.text } else { content = entry.text }
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
