/// How strong players are, from who beat whom.
///
/// Bradley & Terry (1952): a beats b with the chance p_a / (p_a + p_b). Fitted by Hunter's (2004)
/// minorisation, which raises the likelihood at every step. A tie counts as half a win for both.
package enum BradleyTerry {
  /// Returns each player's strength ln p, the mean of all zero.
  ///
  /// With a prior every player also plays against one of fixed strength, the same for all, and wins
  /// half of these games, so that one who always wins stays finite, and players who never met
  /// compare.
  ///
  /// - Parameters:
  ///   - wins: For each player the wins over every other one, halves for ties; the diagonal does not
  ///     count.
  ///   - prior: The games of each player against the fixed one, 0 or more. At 0 every player must be
  ///     connected with every other one by wins and by losses, or the strengths run away.
  /// - Returns: The strengths, in natural logarithms of odds.
  package static func strengths(wins: [[Double]], prior: Double = 1) -> [Double] {
    precondition(wins.allSatisfy { $0.count == wins.count }, "a square of wins")
    precondition(prior >= 0, "a prior below zero")
    let players = wins.indices
    let totals = players.map { player in
      prior / 2 + players.reduce(0) { $1 == player ? $0 : $0 + wins[player][$1] }
    }
    var strengths = [Double](repeating: 1, count: wins.count)
    for _ in 0..<10_000 {
      let next = players.map { player -> Double in
        let games = players.reduce(prior / (strengths[player] + 1)) { sum, other in
          other == player
            ? sum
            : sum + (wins[player][other] + wins[other][player])
              / (strengths[player] + strengths[other])
        }
        return games > 0 ? totals[player] / games : 1
      }
      let change = players.reduce(0.0) {
        max($0, (next[$1] - strengths[$1]).magnitude / max(strengths[$1], 1e-300))
      }
      strengths = next
      if change < 1e-12 { break }
    }
    let logarithms = strengths.map { Elementary.log(max($0, 1e-300)) }
    let mean = logarithms.reduce(0, +) / Double(max(1, logarithms.count))
    return logarithms.map { $0 - mean }
  }
}
