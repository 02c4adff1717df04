import EvalCore
import EvalSystem

extension TraceDecoder {
  /// Decodes what each model did into the sums of the trace being read.
  mutating func decodeOutcomes(_ value: JSONValue) {
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
      if sums[model].recordings > 0 {
        block.add("the model stands here twice", keyPath: path(model))
      }
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
      // A single recording does not deviate from itself.
      sums[model].spread = 0
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
      case .rating: one.addRating(rating(entry, model: model))
      case .confidence, .seed, .response, .extra: check(entry, known, model)
      }
    }
    if !hasQuality { block.add("the key `quality` is missing", keyPath: path(model)) }
    if let total, one.inputTokens >= 0, one.outputTokens >= 0,
      one.inputTokens + one.outputTokens != total
    {
      block.wrongTotals += 1
    }
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
      let shown = [number, scale.min, scale.max].map(DecimalText.shortest)
      block.add(
        "is \(shown[0]), outside the manifest's scale \(shown[1]) to \(shown[2])",
        keyPath: "\(path(model)).quality")
      return 0
    }
    return Int64((number * 1e6).rounded())
  }

  /// Returns a person's rating in 1e-6 of a point.
  private mutating func rating(_ value: JSONValue, model: Int) -> Int64 {
    if let number = value.number, (1...5).contains(number) {
      return Int64((number * 1e6).rounded())
    }
    block.add("must be a number from 1 to 5", keyPath: "\(path(model)).rating")
    return 0
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
    block.add(
      "must be a number from 0 to \(DecimalText.shortest(limit))",
      keyPath: "\(path(model)).\(key.rawValue)")
    return 0
  }

  private mutating func check(_ value: JSONValue, _ key: OutcomeKey, _ model: Int) {
    let holds =
      switch key {
      case .confidence: value.number.map { (0...1).contains($0) } ?? false
      case .seed: value.integer != nil
      case .response: value.text != nil
      default: true
      }
    guard !holds else { return }
    let wanted =
      switch key {
      case .confidence: "a number from 0 to 1"
      case .seed: "a whole number"
      default: "a text"
      }
    block.add("must be \(wanted)", keyPath: "\(path(model)).\(key.rawValue)")
  }
}
