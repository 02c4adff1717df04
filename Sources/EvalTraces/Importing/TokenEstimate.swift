/// Estimates tokens where a source does not give them.
package enum TokenEstimate {
  /// The Unicode scalars that count as one token.
  package static let scalarsPerToken = 4

  /// How the estimate is made, for a manifest's note.
  package static let note =
    "Tokens are estimated: Unicode scalars divided by four, rounded up, at least one."

  /// Returns the tokens of texts read together: all their Unicode scalars divided by four,
  /// rounded up, at least 1.
  package static func tokens(in texts: String...) -> Int {
    let scalars = texts.reduce(0) { $0 + $1.unicodeScalars.count }
    return max(1, (scalars + scalarsPerToken - 1) / scalarsPerToken)
  }
}
