import EvalStatistics
import Testing

/// The mean of a hull between two costs, and the hull as a mix of policies.
struct HullMeanTests {
  private static func points(_ pairs: [(Double, Double)]) -> [CostQualityPoint] {
    pairs.map { CostQualityPoint(cost: $0.0, quality: $0.1) }
  }

  /// The case `pareto_hull_hypervolume` of the known answers.
  private static let known = points([
    (1, 0.6), (2, 0.7), (2, 0.66), (3, 0.69), (4, 0.82), (5, 0.83), (6, 0.8), (8, 0.9),
  ])
  private static let simple = points([(1, 0.6), (2, 0.7), (3, 0.75)])

  private static let ranges: [(Double, Double, Double)] = [
    (1, 3, 0.6875),
    // 11 of 16ths over the range of the models, whatever else is dear: flat beyond the last corner.
    (1, 10, (1.375 + 7 * 0.75) / 9),
    (2, 3, 0.725), (1.5, 2.5, (0.5 * 0.675 + 0.5 * 0.7125)), (3, 4, 0.75), (5, 6, 0.75),
    (1, 1.5, 0.625),
  ]

  @Test(arguments: ranges)
  func `the mean is the area between the limits`(low: Double, high: Double, mean: Double) {
    #expect(isClose(HullMean(of: Self.simple, from: low, to: high)?.mean, mean, relative: 1e-14))
  }

  @Test func `the mean meets the known answer`() {
    let mean = HullMean(of: Self.known, from: 1, to: 10)?.mean
    #expect(isClose(mean, 0.8233333333333333, relative: 1e-12))
  }

  @Test func `without a point as cheap as the lower limit, or without a width, there is no mean`() {
    #expect(HullMean(of: Self.simple, from: 0.5, to: 3) == nil)
    #expect(HullMean(of: Self.simple, from: 2, to: 2) == nil)
    #expect(HullMean(of: [], from: 1, to: 2) == nil)
  }

  @Test(arguments: [(1.0, 10.0), (1.5, 7.0), (2.0, 3.5), (5.0, 9.0)])
  func `the derivatives are those of the area`(low: Double, high: Double) throws {
    let step = 1e-6
    let hull = try #require(HullMean(of: Self.known, from: low, to: high))
    func slope(_ change: (Double) -> (points: [CostQualityPoint], low: Double, high: Double))
      -> Double
    {
      func mean(_ by: Double) -> Double {
        let moved = change(by)
        return HullMean(of: moved.points, from: moved.low, to: moved.high)?.mean ?? .nan
      }
      return (mean(step) - mean(-step)) / (2 * step)
    }
    for place in Self.known.indices {
      // The cheapest corner is a limit too: moved up, nothing is as cheap any more.
      guard place > 0 || low > 1 else { continue }
      let pull = hull.pulls.first { $0.point == place }
      let byQuality = slope { by in
        var points = Self.known
        points[place].quality += by
        return (points, low, high)
      }
      let byCost = slope { by in
        var points = Self.known
        points[place].cost += by
        return (points, low, high)
      }
      #expect((byQuality - (pull?.quality ?? 0)).magnitude < 1e-7, "\(place)")
      #expect((byCost - (pull?.cost ?? 0)).magnitude < 1e-7, "\(place)")
    }
    #expect((slope { (Self.known, low, high + $0) } - hull.highPull).magnitude < 1e-7)
    guard low > 1 else { return }
    #expect((slope { (Self.known, low + $0, high) } - hull.lowPull).magnitude < 1e-7)
  }

  @Test func `a mix for a cost lies on the hull`() throws {
    let hull = CostHull(Self.known)
    #expect(hull.corners == [0, 1, 4, 7])
    let middle = try #require(hull.mix(costing: 3))
    #expect(middle.left == 1 && middle.right == 4)
    #expect(isClose(middle.share, 0.5, relative: 1e-14))
    #expect(isClose(middle.point.quality, 0.76, relative: 1e-14))
    #expect(isClose(middle.slope, 0.06, relative: 1e-12))
    #expect(hull.mix(costing: 0.9) == nil)
    #expect(hull.mix(costing: 1)?.point == Self.known[0])
    let dear = try #require(hull.mix(costing: 20))
    #expect(dear.point == Self.known[7] && dear.slope == 0)
  }

  @Test func `a mix that reaches a quality is the cheapest one`() throws {
    let hull = CostHull(Self.known)
    #expect(isClose(hull.mix(reaching: 0.76)?.point.cost, 3, relative: 1e-12))
    #expect(hull.mix(reaching: 0.5)?.point.cost == 1)
    #expect(isClose(hull.mix(reaching: 0.9)?.point.cost, 8, relative: 1e-12))
    #expect(hull.mix(reaching: 0.91) == nil)
    #expect(CostHull([]).mix(costing: 1) == nil)
  }
}
