/// Which of its tiers a router chose for a query.
struct TierChoice: Equatable {
  /// The tier's index.
  var tier: Int
  /// Whether something spoke for it; false for a default.
  var isSure: Bool
}
