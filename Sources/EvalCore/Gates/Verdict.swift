/// What a gate, or a whole run, concludes.
package enum Verdict: String, Codable, Sendable {
  case passed
  case failed
  case inconclusive
}
