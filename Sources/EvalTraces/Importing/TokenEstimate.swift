/// Estimates tokens where a source does not give them.
package enum TokenEstimate {
  /// The Unicode scalars that count as one token.
  package static let scalarsPerToken = 4

  /// How the estimate is made, for a manifest's note.
  package static let note =
    "Tokens are estimated: Unicode scalars divided by four, rounded up, at least one."

  /// Returns the tokens of a text: its Unicode scalars divided by four, rounded up, at least 1.
  package static func tokens(in text: String) -> Int {
    max(1, (text.unicodeScalars.count + scalarsPerToken - 1) / scalarsPerToken)
  }
}
