package import EvalSystem

/// A model's price as the user gives it: `--price MODEL=IN/OUT`, in USD for a million tokens.
package struct PriceOption: Equatable, Sendable {
  /// The model's name.
  package let model: String
  /// Its price.
  package let price: ManifestDraft.Price

  /// Parses repeated options.
  ///
  /// - Parameter texts: Each `MODEL=IN/OUT`; the last `=` divides.
  /// - Returns: The prices in the order given, models unique.
  /// - Throws: `ProblemReport` with every option that is malformed or given twice.
  package static func parse(_ texts: [String]) throws(ProblemReport) -> [PriceOption] {
    var problems: [Problem] = []
    var options: [PriceOption] = []
    for text in texts {
      guard let option = PriceOption(text) else {
        problems.append(
          problem(text, "write it as MODEL=IN/OUT in USD for a million tokens: `gpt-4=10/30`"))
        continue
      }
      if options.contains(where: { $0.model == option.model }) {
        problems.append(problem(text, "`\(option.model)` is priced twice; keep one"))
      }
      options.append(option)
    }
    guard problems.isEmpty else { throw ProblemReport(problems) }
    return options
  }

  /// Returns the models with their prices.
  ///
  /// - Throws: `ProblemReport` where a price is of no model.
  static func models(
    _ names: [String], priced options: [PriceOption]
  ) throws(ProblemReport) -> [ManifestDraft.Model] {
    let strays = options.filter { !names.contains($0.model) }
    guard strays.isEmpty else {
      throw ProblemReport(
        strays.map { option in
          let clause = Suggestion.clause(for: option.model, among: names)
          return problem(option.model, "there is no such model\(clause)")
        })
    }
    return names.map { name in
      ManifestDraft.Model(name: name, price: options.first { $0.model == name }?.price)
    }
  }

  private static let bounds = 0.0...1_000_000

  private init?(_ text: String) {
    guard let mark = text.lastIndex(of: "="), mark > text.startIndex else { return nil }
    let prices = text[text.index(after: mark)...]
      .split(separator: "/", omittingEmptySubsequences: false)
      .map { CellValue.text(String($0)).decimal }
    guard prices.count == 2, let input = prices[0], let output = prices[1],
      Self.bounds.contains(input), Self.bounds.contains(output)
    else { return nil }
    self.model = String(text[..<mark])
    self.price = ManifestDraft.Price(inputPerMillionUSD: input, outputPerMillionUSD: output)
  }

  private static func problem(_ text: String, _ message: String) -> Problem {
    Problem(file: "--price \(text)", message: message)
  }
}
