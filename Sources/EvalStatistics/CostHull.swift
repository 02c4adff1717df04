/// The non-decreasing hull of policies that can be mixed at random.
package struct CostHull: Equatable, Sendable {
  /// A mix of two corners, or one corner alone.
  package struct Mix: Equatable, Sendable {
    /// The cheaper corner's place among the points.
    package var left: Int
    /// The dearer one's; the same for a corner alone.
    package var right: Int
    /// The share of the dearer one, 0 to 1.
    package var share: Double
    /// The mix's own place.
    package var point: CostQualityPoint
    /// What a unit of cost buys there; 0 beyond the last corner.
    package var slope: Double
  }

  /// The points, on the hull or not.
  package let points: [CostQualityPoint]
  /// Where its corners stand among the points, by ascending cost.
  package let corners: [Int]

  /// Finds the corners; O(n log n).
  package init(_ points: [CostQualityPoint]) {
    self.points = points
    corners = ParetoFront.hullPlaces(of: points)
  }

  /// Returns the best mix for a cost; nil below the cheapest corner, or without points.
  ///
  /// Beyond the last corner it is that corner: money that buys nothing stays unspent.
  package func mix(costing cost: Double) -> Mix? {
    guard let first = corners.first, cost >= points[first].cost else { return nil }
    return edge {
      points[$0].cost >= cost
    } share: { left, right in
      (cost - points[left].cost) / (points[right].cost - points[left].cost)
    }
  }

  /// Returns the cheapest mix that is as good as a quality; nil where none is.
  package func mix(reaching quality: Double) -> Mix? {
    guard let last = corners.last, quality <= points[last].quality else { return nil }
    return edge {
      points[$0].quality >= quality
    } share: { left, right in
      max(0, (quality - points[left].quality) / (points[right].quality - points[left].quality))
    }
  }

  /// Returns a mix on the edge that ends at the first corner of which something holds.
  private func edge(
    endingAt isEnd: (Int) -> Bool, share: (_ left: Int, _ right: Int) -> Double
  ) -> Mix? {
    guard let last = corners.last else { return nil }
    guard let end = corners.firstIndex(where: isEnd) else {
      return Mix(left: last, right: last, share: 0, point: points[last], slope: 0)
    }
    guard end > 0 else { return cheapest }
    let (left, right) = (corners[end - 1], corners[end])
    let part = share(left, right)
    let (from, to) = (points[left], points[right])
    let point = CostQualityPoint(
      cost: from.cost + part * (to.cost - from.cost),
      quality: from.quality + part * (to.quality - from.quality))
    return Mix(
      left: left, right: right, share: part, point: point,
      slope: (to.quality - from.quality) / (to.cost - from.cost))
  }

  /// The cheapest corner alone; its slope is that of the edge that begins there.
  private var cheapest: Mix? {
    guard let first = corners.first else { return nil }
    var slope = 0.0
    if corners.count > 1 {
      let (from, to) = (points[first], points[corners[1]])
      slope = (to.quality - from.quality) / (to.cost - from.cost)
    }
    return Mix(left: first, right: first, share: 0, point: points[first], slope: slope)
  }
}
