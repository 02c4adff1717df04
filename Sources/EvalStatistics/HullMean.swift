/// The mean quality of a non-decreasing hull between two costs, with what each point adds to it.
///
/// AIQ of RouterBench's paper (Hu et al. 2024): 1/(c₁ − c₀) · ∫ R(c) dc from c₀ to c₁, R the hull.
/// Beyond its last corner the hull is flat. By the envelope theorem the corners stay where they are
/// to first order, so the derivatives are those of a polygon.
package struct HullMean: Equatable, Sendable {
  /// How the mean moves with one corner of the hull.
  package struct Pull: Equatable, Sendable {
    /// The corner's place among the points.
    package var point: Int
    /// The derivative by the corner's quality.
    package var quality: Double
    /// The derivative by the corner's cost.
    package var cost: Double
  }

  /// The mean, in the unit of the qualities.
  package let mean: Double
  /// The corners that bear on it, by ascending cost.
  package let pulls: [Pull]
  /// The derivative by the lower limit.
  package let lowPull: Double
  /// The derivative by the upper limit.
  package let highPull: Double

  /// Integrates the hull of points; O(n log n).
  ///
  /// It is `nil` where no point costs as little as `low`, or `high` is not above it.
  ///
  /// - Parameters:
  ///   - points: The points.
  ///   - low: The least cost of interest.
  ///   - high: The greatest cost of interest.
  package init?(of points: [CostQualityPoint], from low: Double, to high: Double) {
    let hull = ParetoFront.hullPlaces(of: points)
    guard let first = hull.first, points[first].cost <= low, low < high else { return nil }
    var pulls = hull.map { Pull(point: $0, quality: 0, cost: 0) }
    var areas: [Double] = []
    var ends = (low: 0.0, high: 0.0)
    for place in hull.indices {
      let left = points[hull[place]]
      let right = place + 1 < hull.count ? points[hull[place + 1]] : nil
      let (from, to) = (max(low, left.cost), min(high, right?.cost ?? high))
      guard from < to else { continue }
      let run = right.map { $0.cost - left.cost } ?? 1
      let slope = right.map { ($0.quality - left.quality) / run } ?? 0
      let (start, end) = ((from - left.cost) / run, (to - left.cost) / run)
      // Of the stretch's quality the share that is its right end's.
      let rightShare = right == nil ? 0 : (to - from) * (start + end) / 2
      let leftShare = (to - from) - rightShare
      areas.append(leftShare * left.quality + rightShare * (right?.quality ?? 0))
      pulls[place].quality += leftShare
      pulls[place].cost -= slope * leftShare
      if right != nil {
        pulls[place + 1].quality += rightShare
        pulls[place + 1].cost -= slope * rightShare
      }
      if from == low { ends.low = left.quality + slope * (from - left.cost) }
      if to == high { ends.high = left.quality + slope * (to - left.cost) }
    }
    let width = high - low
    let mean = CompensatedSum.sum(areas) / width
    self.mean = mean
    self.pulls = pulls.compactMap { pull in
      guard pull.quality != 0 else { return nil }
      return Pull(point: pull.point, quality: pull.quality / width, cost: pull.cost / width)
    }
    lowPull = (mean - ends.low) / width
    highPull = (ends.high - mean) / width
  }
}
