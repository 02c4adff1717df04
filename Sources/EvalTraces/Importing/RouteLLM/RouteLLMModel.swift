/// The two models that RouteLLM's benchmarks were run with, the strong one first.
enum RouteLLMModel: CaseIterable {
  /// GPT-4 Turbo of November 2023.
  case strong
  /// Mixtral 8x7B.
  case weak

  /// The model's name in the source's files.
  var sourceName: String {
    switch self {
    case .strong: "gpt-4-1106-preview"
    case .weak: "mistralai/Mixtral-8x7B-Instruct-v0.1"
    }
  }

  /// The model's name in the golden.
  var name: String {
    switch self {
    case .strong: "gpt-4-1106-preview"
    case .weak: "mixtral-8x7b-instruct-v0.1"
    }
  }

  /// The model's list price on the day the golden is dated.
  private var price: ManifestDraft.Price {
    let day = RouteLLMManifest.date
    return switch self {
    case .strong:
      ManifestDraft.Price(inputPerMillionUSD: 10, outputPerMillionUSD: 30, priced: day)
    case .weak:
      ManifestDraft.Price(inputPerMillionUSD: 0.6, outputPerMillionUSD: 0.6, priced: day)
    }
  }

  /// The model as the manifest lists it.
  var listed: ManifestDraft.Model { ManifestDraft.Model(name: name, price: price) }
}
