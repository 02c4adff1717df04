/// The metrics of the reference routers.
package struct ReferenceReport: Codable, Equatable, Sendable {
  package var alwaysWeak: ReferenceEntry
  package var alwaysStrong: ReferenceEntry
  /// The expectation of sending the router's strong share to the strong model at random.
  package var random: ReferenceEntry
  /// Ranking by prompt length, at the strong share nearest to the router's.
  package var length: ReferenceEntry
  /// The best answer for each trace, the cheapest among equals; its ranking is by the gap.
  package var oracle: ReferenceEntry
  /// Ranking by what the query's subject gains in the other half of the clusters, at the strong
  /// share nearest to the router's; nil in reports of earlier builds.
  package var domain: ReferenceEntry?

  private enum CodingKeys: String, CodingKey {
    case alwaysWeak = "always_weak"
    case alwaysStrong = "always_strong"
    case random
    case length
    case oracle
    case domain
  }
}
