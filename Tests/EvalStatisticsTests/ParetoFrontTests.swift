import EvalStatistics
import Testing

struct ParetoFrontTests {
  /// The case `pareto_hull_hypervolume` of the known answers.
  private static let known = points([
    (1, 0.6), (2, 0.7), (2, 0.66), (3, 0.69), (4, 0.82), (5, 0.83), (6, 0.8), (8, 0.9),
  ])

  private static func points(_ pairs: [(Double, Double)]) -> [CostQualityPoint] {
    pairs.map { CostQualityPoint(cost: $0.0, quality: $0.1) }
  }

  @Test func `the front meets the known answer`() {
    let expected = Self.points([(1, 0.6), (2, 0.7), (4, 0.82), (5, 0.83), (8, 0.9)])
    #expect(ParetoFront.front(of: Self.known) == expected)
  }

  @Test func `the hull meets the known answer`() {
    let expected = Self.points([(1, 0.6), (2, 0.7), (4, 0.82), (8, 0.9)])
    #expect(ParetoFront.hull(of: Self.known) == expected)
  }

  @Test func `the hypervolume meets the known answer`() {
    let volume = ParetoFront.hypervolume(
      of: Self.known, reference: CostQualityPoint(cost: 10, quality: 0.5))
    #expect(isClose(volume, 2.6099999999999994, relative: 1e-12))
  }

  @Test func `the mean hull quality meets the known answer`() {
    let mean = ParetoFront.meanHullQuality(of: Self.known, upTo: 10)
    #expect(isClose(mean, 0.8233333333333333, relative: 1e-12))
  }

  @Test func `no points have no front and no mean`() {
    #expect(ParetoFront.front(of: []).isEmpty)
    #expect(ParetoFront.hull(of: []).isEmpty)
    #expect(ParetoFront.meanHullQuality(of: [], upTo: 1) == nil)
    let reference = CostQualityPoint(cost: 1, quality: 0)
    #expect(ParetoFront.hypervolume(of: [], reference: reference) == 0)
  }

  @Test func `one point is its own front and hull`() {
    let point = Self.points([(2, 0.5)])
    #expect(ParetoFront.front(of: point) == point)
    #expect(ParetoFront.hull(of: point) == point)
    #expect(ParetoFront.meanHullQuality(of: point, upTo: 2) == 0.5)
    #expect(ParetoFront.meanHullQuality(of: point, upTo: 8) == 0.5)
  }

  @Test func `of equal points one is kept`() {
    let point = CostQualityPoint(cost: 1, quality: 0.5)
    #expect(ParetoFront.front(of: [point, point, point]) == [point])
  }

  @Test func `at equal cost the better, at equal quality the cheaper is kept`() {
    let sameCost = Self.points([(1, 0.4), (1, 0.6), (1, 0.5)])
    #expect(ParetoFront.front(of: sameCost) == Self.points([(1, 0.6)]))
    let sameQuality = Self.points([(3, 0.5), (1, 0.5), (2, 0.5)])
    #expect(ParetoFront.front(of: sameQuality) == Self.points([(1, 0.5)]))
  }

  @Test func `points on an edge of the hull are no corners`() {
    let line = Self.points([(0, 0), (1, 0.25), (2, 0.5), (3, 0.75), (4, 1)])
    #expect(ParetoFront.hull(of: line) == Self.points([(0, 0), (4, 1)]))
  }

  @Test func `costs below the cheapest point have no mean`() {
    #expect(ParetoFront.meanHullQuality(of: Self.known, upTo: 0.5) == nil)
  }

  @Test func `a greatest cost between corners cuts the edge`() {
    let edge = Self.points([(0, 0), (4, 1)])
    #expect(ParetoFront.meanHullQuality(of: edge, upTo: 2) == 0.25)
    #expect(ParetoFront.meanHullQuality(of: edge, upTo: 4) == 0.5)
    #expect(ParetoFront.meanHullQuality(of: edge, upTo: 8) == 0.75)
  }

  @Test func `points no better than the reference add nothing`() {
    let reference = CostQualityPoint(cost: 4, quality: 0.82)
    #expect(ParetoFront.hypervolume(of: Self.known, reference: reference) == 0)
    let below = CostQualityPoint(cost: 4.5, quality: 0.8)
    let volume = ParetoFront.hypervolume(of: Self.known, reference: below)
    #expect(isClose(volume, 0.5 * 0.02, relative: 1e-12))
  }

  @Test func `the order of the points does not matter`() {
    var generator = SplitMix64(seed: 171)
    let reference = CostQualityPoint(cost: 10, quality: 0.5)
    for _ in 0..<50 {
      let shuffled = Self.known.shuffled(using: &generator)
      #expect(ParetoFront.front(of: shuffled) == ParetoFront.front(of: Self.known))
      #expect(ParetoFront.hull(of: shuffled) == ParetoFront.hull(of: Self.known))
      #expect(
        ParetoFront.hypervolume(of: shuffled, reference: reference)
          == ParetoFront.hypervolume(of: Self.known, reference: reference))
    }
  }

  @Test func `the front is what no other point beats`() {
    var source = SeededSample(seed: 172)
    for _ in 0..<100 {
      let points = Self.random(&source, count: 30)
      let front = ParetoFront.front(of: points)
      for point in points {
        let beaten = points.contains {
          $0 != point && $0.cost <= point.cost && $0.quality >= point.quality
        }
        #expect(front.contains(point) != beaten)
      }
      #expect(zip(front, front.dropFirst()).allSatisfy { $0.cost < $1.cost })
      #expect(zip(front, front.dropFirst()).allSatisfy { $0.quality < $1.quality })
    }
  }

  @Test func `no point lies above the hull and its slopes fall`() {
    var source = SeededSample(seed: 173)
    for _ in 0..<100 {
      let points = Self.random(&source, count: 30)
      let hull = ParetoFront.hull(of: points)
      for point in points { #expect(point.quality <= Self.height(hull, point.cost) + 1e-12) }
      let slopes = zip(hull, hull.dropFirst()).map {
        ($1.quality - $0.quality) / ($1.cost - $0.cost)
      }
      #expect(zip(slopes, slopes.dropFirst()).allSatisfy { $0 > $1 })
      #expect(slopes.allSatisfy { $0 > 0 })
    }
  }

  @Test func `the hypervolume is the share of random points dominated`() {
    var source = SeededSample(seed: 174)
    let points = Self.random(&source, count: 12)
    let reference = CostQualityPoint(cost: 16, quality: 0)
    let volume = ParetoFront.hypervolume(of: points, reference: reference)
    var hits = 0
    for _ in 0..<20_000 {
      let (cost, quality) = (source.uniform(0, 16), source.uniform(0, 16))
      if points.contains(where: { $0.cost <= cost && $0.quality >= quality }) { hits += 1 }
    }
    #expect((Double(hits) / 20_000 - volume / 256).magnitude < 0.015)
  }

  @Test func `a point added never lowers volume or mean`() throws {
    var source = SeededSample(seed: 175)
    let reference = CostQualityPoint(cost: 20, quality: 0)
    for _ in 0..<100 {
      // The cheapest point stays, so that the mean keeps its range.
      let points = [CostQualityPoint(cost: 0, quality: 0)] + Self.random(&source, count: 9)
      let more = points + Self.random(&source, count: 1)
      let volume = ParetoFront.hypervolume(of: points, reference: reference)
      #expect(ParetoFront.hypervolume(of: more, reference: reference) >= volume - 1e-9)
      let mean = try #require(ParetoFront.meanHullQuality(of: points, upTo: 20))
      #expect(try #require(ParetoFront.meanHullQuality(of: more, upTo: 20)) >= mean - 1e-9)
    }
  }

  @Test func `a point that is not finite is a programming error`() async {
    await #expect(processExitsWith: .failure) {
      _ = CostQualityPoint(cost: .infinity, quality: 0.5)
    }
    await #expect(processExitsWith: .failure) {
      _ = CostQualityPoint(cost: 1, quality: .nan)
    }
  }

  /// Points on a lattice, so that ties in cost and quality occur.
  private static func random(
    _ source: inout SeededSample, count: Int
  ) -> [CostQualityPoint] {
    (0..<count).map { _ in
      CostQualityPoint(
        cost: Double(source.integer(0...15)), quality: Double(source.integer(0...15)))
    }
  }

  /// The hull at a cost, flat beyond its last corner.
  private static func height(_ hull: [CostQualityPoint], _ cost: Double) -> Double {
    for (left, right) in zip(hull, hull.dropFirst()) where cost <= right.cost {
      let share = (cost - left.cost) / (right.cost - left.cost)
      return left.quality + share * (right.quality - left.quality)
    }
    return hull.last?.quality ?? 0
  }
}
