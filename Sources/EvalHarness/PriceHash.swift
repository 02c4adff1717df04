import EvalCore
import EvalSystem

/// Hashes what calls cost: the prices of a suite's models, and costs as recorded.
enum PriceHash {
  /// Returns the SHA-256 in lowercase hexadecimal.
  static func sha256(of golden: Golden, models: [String]) -> String {
    var hash = SHA256()
    for name in models {
      hash.update([Int64(name.utf8.count)])
      hash.update(name)
      guard let model = golden.models.firstIndex(of: name) else { continue }
      if let price = golden.prices[model] {
        hash.update([
          price.inputPicoUSD, price.outputPicoUSD, price.cachedInputPicoUSD ?? price.inputPicoUSD,
        ])
        hash.update(price.priced ?? "")
      }
      if let costs = golden.outcomes[model].recordedCost { hash.update(costs) }
    }
    return SHA256.hex(hash.finish())
  }
}
