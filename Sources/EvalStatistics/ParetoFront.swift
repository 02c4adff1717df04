/// The best qualities to be had for a cost.
package enum ParetoFront {
  /// Returns the points that no other point beats, by ascending cost.
  ///
  /// A point is beaten by one that costs no more and is better, or costs less
  /// and is as good. Of equal points one is kept. Cost and quality both
  /// increase strictly along the front.
  package static func front(of points: [CostQualityPoint]) -> [CostQualityPoint] {
    frontPlaces(of: points).map { points[$0] }
  }

  /// Returns where the points of ``front(of:)`` stand; of equal ones the first.
  private static func frontPlaces(of points: [CostQualityPoint]) -> [Int] {
    func isBefore(_ left: Int, _ right: Int) -> Bool {
      let (a, b) = (points[left], points[right])
      if a.cost != b.cost { return a.cost < b.cost }
      return a.quality != b.quality ? a.quality > b.quality : left < right
    }
    var ordered = Array(points.indices)
    // The points of a sweep mostly come in order.
    let isOrdered = points.indices.dropFirst().allSatisfy { isBefore($0 - 1, $0) }
    if !isOrdered { ordered.sort(by: isBefore) }
    return ordered.reduce(into: []) { front, place in
      if let last = front.last, points[place].quality <= points[last].quality { return }
      front.append(place)
    }
  }

  /// Returns the corners of the non-decreasing upper hull, by ascending cost.
  ///
  /// What mixing policies at random can reach: between corners the hull is
  /// linear. Points on an edge are no corners. The monotone chain of Andrew
  /// (1979) over the front, O(n log n).
  package static func hull(of points: [CostQualityPoint]) -> [CostQualityPoint] {
    hullPlaces(of: points).map { points[$0] }
  }

  /// Returns where the corners of ``hull(of:)`` stand among the points; of equal ones the first.
  package static func hullPlaces(of points: [CostQualityPoint]) -> [Int] {
    frontPlaces(of: points).reduce(into: []) { hull, place in
      while hull.count >= 2,
        !bendsDown(points[hull[hull.count - 2]], points[hull[hull.count - 1]], points[place])
      {
        hull.removeLast()
      }
      hull.append(place)
    }
  }

  /// Returns the area that the points dominate up to a reference point.
  ///
  /// The two-dimensional hypervolume indicator (Zitzler & Thiele 1998), in
  /// units of cost times quality.
  ///
  /// - Parameters:
  ///   - points: The points; those not better than the reference in both
  ///     respects add nothing.
  ///   - reference: The greatest cost and least quality of interest.
  /// - Returns: Zero when no point is better than the reference.
  package static func hypervolume(
    of points: [CostQualityPoint],
    reference: CostQualityPoint
  ) -> Double {
    let useful = front(of: points).filter {
      $0.cost < reference.cost && $0.quality > reference.quality
    }
    return CompensatedSum.sum(count: useful.count) { index in
      let below = index == 0 ? reference.quality : useful[index - 1].quality
      return (reference.cost - useful[index].cost) * (useful[index].quality - below)
    }
  }

  /// Returns the mean quality of the hull from its least cost to a greatest.
  ///
  /// Beyond the last corner the hull is flat. Like the AIQ of RouterBench, but
  /// divided by the range of costs that the hull covers.
  ///
  /// - Parameters:
  ///   - points: The points.
  ///   - costMax: The greatest cost, finite. At the least cost of a point the
  ///     mean is the quality there.
  /// - Returns: `nil` when no point costs as little as `costMax`.
  package static func meanHullQuality(
    of points: [CostQualityPoint],
    upTo costMax: Double
  ) -> Double? {
    let corners = cut(hull(of: points), at: costMax)
    guard let first = corners.first, let last = corners.last else { return nil }
    let width = last.cost - first.cost
    guard width > 0 else { return last.quality }
    let area = CompensatedSum.sum(count: corners.count - 1) { index in
      let (left, right) = (corners[index], corners[index + 1])
      return (right.cost - left.cost) * (left.quality + right.quality) / 2
    }
    return area / width
  }

  /// Returns the hull up to a cost, with a corner there.
  private static func cut(
    _ hull: [CostQualityPoint],
    at cost: Double
  ) -> [CostQualityPoint] {
    var corners = hull.filter { $0.cost <= cost }
    guard let last = corners.last, last.cost < cost else { return corners }
    guard corners.count < hull.count else {
      return corners + [CostQualityPoint(cost: cost, quality: last.quality)]
    }
    let next = hull[corners.count]
    let share = (cost - last.cost) / (next.cost - last.cost)
    let quality = last.quality + share * (next.quality - last.quality)
    corners.append(CostQualityPoint(cost: cost, quality: quality))
    return corners
  }

  /// Whether the slope falls at the middle one of three points of rising cost.
  private static func bendsDown(
    _ a: CostQualityPoint,
    _ b: CostQualityPoint,
    _ c: CostQualityPoint
  ) -> Bool {
    (b.quality - a.quality) * (c.cost - b.cost) > (c.quality - b.quality) * (b.cost - a.cost)
  }
}
