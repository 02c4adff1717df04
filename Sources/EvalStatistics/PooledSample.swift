/// Two samples sorted into one, equal values together.
struct PooledSample {
  /// How many members of each sample have one value.
  typealias Group = (value: Double, reference: Int, current: Int)

  /// The distinct values in ascending order.
  let groups: [Group]

  /// The sizes of the samples.
  let reference: Int
  let current: Int

  /// Pools two samples; `nil` when one is empty.
  ///
  /// - Precondition: Values are finite.
  init?(_ reference: [Double], _ current: [Double]) {
    precondition((reference + current).allSatisfy(\.isFinite), "a value that is not finite")
    guard !reference.isEmpty, !current.isEmpty else { return nil }
    self.reference = reference.count
    self.current = current.count
    let members = reference.map { ($0, true) } + current.map { ($0, false) }
    groups = members.sorted { $0.0 < $1.0 }.reduce(into: [Group]()) { groups, member in
      if groups.last?.value != member.0 { groups.append((member.0, 0, 0)) }
      if member.1 {
        groups[groups.count - 1].reference += 1
      } else {
        groups[groups.count - 1].current += 1
      }
    }
  }

  /// The difference of the distribution functions after each group, times the
  /// product of the sizes.
  ///
  /// Whole numbers, so that equal gaps compare as equal.
  var scaledGaps: [Int] {
    var below = (reference: 0, current: 0)
    return groups.map { group in
      below.reference += group.reference
      below.current += group.current
      return below.reference * current - below.current * reference
    }
  }
}
