import EvalCore
import EvalSystem

/// Thresholds: a number, or a rule that finds one.
extension RouterSpecReader {
  private static let ruleKeys = ["strong_share", "pgr", "budget", "max_loss"]
  private static let choice =
    "must be a number, {strong_share: 0.3}, {pgr: 0.8}, {budget: 0.002} or {max_loss: 0.05}"

  /// Reads `threshold` and `calibrate_on`.
  static func threshold(
    _ reader: inout MappingReader, file: String, log: inout ProblemLog
  ) -> Threshold? {
    let calibrateOn = reader.string("calibrate_on", log: &log)
      .map { FileBytes.join(FileBytes.folder(of: file), $0) }
    guard let node = reader.required("threshold", log: &log) else { return nil }
    if let value = node.number {
      if calibrateOn != nil {
        log.add("`calibrate_on` needs a threshold that is calibrated, not a number", at: node)
      }
      return Threshold(.value(value))
    }
    guard node.entries != nil, var rule = MappingReader(node, log: &log) else {
      log.add(choice, at: node)
      return nil
    }
    let named = ruleKeys.filter { rule.has($0) }
    let numbers = ruleKeys.map { rule.number($0, log: &log) }
    let confidence = rule.number("confidence", log: &log)
    let tolerance = rule.number("tolerance", log: &log)
    rule.finish(log: &log)
    guard named.count == 1 else {
      // A key that is unknown was reported as such.
      let known = Set(ruleKeys + ["confidence", "tolerance"])
      if (node.entries ?? []).allSatisfy({ known.contains($0.key) }) { log.add(choice, at: node) }
      return nil
    }
    if named != ["max_loss"] {
      for key in ["confidence", "tolerance"] where rule.has(key) {
        log.add("`\(key)` goes with `max_loss`", at: rule.place(of: key))
      }
    }
    // A value that is no number was reported as such.
    guard let number = numbers.compactMap(\.self).first else { return nil }
    let found: Threshold.Rule
    switch named[0] {
    case "strong_share": found = .strongShare(number)
    case "pgr": found = .pgr(number)
    case "budget": found = .budget(number)
    default:
      found = .guarantee(
        RiskGuarantee(
          maxLoss: number, confidence: confidence ?? RiskGuarantee.defaultConfidence,
          tolerance: tolerance ?? 0))
    }
    if let mistake = found.mistake { log.add(mistake.text, at: rule.place(of: mistake.key)) }
    return Threshold(found, calibrateOn: calibrateOn)
  }
}
