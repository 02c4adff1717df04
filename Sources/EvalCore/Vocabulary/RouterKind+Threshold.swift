extension RouterKind {
  /// Returns the same router with another threshold; nil for a kind without scores.
  ///
  /// A trained router that chooses by tiers then chooses between the ladder's ends.
  package func with(_ threshold: Threshold) -> RouterKind? {
    switch self {
    case .random(_, let seed): return .random(threshold: threshold, seed: seed)
    case .length: return .length(threshold: threshold)
    case .signal(let name, _): return .signal(name: name, threshold: threshold)
    case .borrowed(let router, _): return .borrowed(router: router, threshold: threshold)
    case .learned(var routing):
      routing.rule = .threshold(threshold)
      return .learned(routing)
    case .exec(var spec):
      spec.threshold = threshold
      return .exec(spec)
    case .http(var spec):
      guard spec.scorePointer != nil else { return nil }
      spec.threshold = threshold
      return .http(spec)
    case .constant, .rules, .domain, .context, .llm, .flag, .ladder, .oracle: return nil
    }
  }
}
