/// The exit codes of every command, documented in `docs/exit-codes.md`.
package enum ExitStatus: Int32, Codable, Sendable, CaseIterable {
  /// Every blocking gate passed.
  case passed = 0
  /// A blocking gate failed; nothing else exits 1.
  case failed = 1
  /// The run could not be completed: bad input, a router that broke, an unusable store.
  case broken = 2
  /// Too little to decide on: no baseline, one that is not comparable, too little data.
  case inconclusive = 3

  /// Returns the code of several results together: 2 wins over 1, 1 over 3, 3 over 0.
  package static func combined(_ statuses: [ExitStatus]) -> ExitStatus {
    let order: [ExitStatus] = [.broken, .failed, .inconclusive]
    return order.first(where: statuses.contains) ?? .passed
  }
}
