import Testing

@testable import EvalCore

struct RouteLLMCompatTests {
  private func compat(_ made: HandMade, _ scores: [Double]) -> RouteLLMCompat {
    let golden = made.golden
    return RouteLLMCompat(golden.routed(golden.decide(scores, threshold: 0)), golden: golden)
  }

  private static let undefined =
    "RouteLLM's evaluator crashes here: the deciles of the scores are tied"

  @Test func `tied deciles are undefined with the reason`() {
    let made = HandMade(gaps: [Int](repeating: 1, count: 20))
    #expect(compat(made, (0..<20).map { Double($0 / 5) }) == .undefined(Self.undefined))
    #expect(compat(made, [Double](repeating: 1, count: 20)) == .undefined(Self.undefined))
  }

  @Test func `one trace is undefined with the reason`() {
    #expect(compat(HandMade(gaps: [1]), [1]) == .undefined(Self.undefined))
  }

  @Test func `equal qualities are undefined with the reason`() {
    let made = HandMade(gaps: [Int](repeating: 0, count: 30))
    #expect(
      compat(made, (0..<30).map(Double.init))
        == .undefined("the strong and the weak model have equal quality"))
  }

  @Test func `a hundred right answers in a row give a straight line in percent`() throws {
    let made = HandMade(gaps: [Int](repeating: 1, count: 101))
    guard case .figures(let figures) = compat(made, (0...100).map(Double.init)) else {
      Issue.record("has no figures")
      return
    }
    // Deciles 0, 10, …, 100: shares 101, 91, …, 11 and, strictly above the last, 0 of 101.
    #expect(isClose(figures.auc, 50, relative: 1e-12))
    #expect(isClose(figures.apgr, 0.5, relative: 1e-12))
    #expect(figures.cpt.keys.sorted() == ["20", "50", "80"])
    for (level, share) in figures.cpt {
      #expect(isClose(share, Double(level) ?? 0, relative: 1e-12))
    }
  }

  @Test func `the deciles are those of each cluster's first trace`() {
    var made = HandMade(gaps: [Int](repeating: 1, count: 60))
    made.clusters = (0..<60).map { $0 / 2 }
    // First traces have distinct scores, second ones are all tied: no deciles of all scores differ.
    let scores = (0..<60).map { $0 % 2 == 0 ? Double($0) : 7 }
    guard case .figures = compat(made, scores) else {
      Issue.record("the second turns' scores took part in the deciles")
      return
    }
  }

  // MARK: numpy.interp

  /// `numpy.interp(x, points, values)` of numpy 2.4.6 with values from 0 to 100 in equal steps,
  /// rounded to 0.001: the points need not increase.
  private static let drawn: [(Double, [Double], Double)] = [
    (9.0, [0, 2, 0, 1, 1, 6, 8, 8, 5, 10, 9], 88.0),
    (4.5, [0, 3, 0, 8, 2, 4, 6, 2, 8, 1, 9], 25.625),
    (4.5, [1, 1, 1, 2, 5, 3, 8, 9, 10, 10, 9, 11], 34.84883333333333),
    (5.0, [7, 5, 11, 7, 4, 9, 1, 1, 8, 6, 2, 12], 0.0),
    (9.5, [1, 0, 6, 7, 10], 95.83333333333334),
    (11.5, [9, 12, 7, 1, 1, 4, 7, 11, 10, 1, 0], 100.0),
    (6.0, [4, 6, 7, 10, 10, 11, 10, 9], 14.286),
    (11.0, [7, 1, 2, 7, 6, 8, 4, 2, 6, 8, 4], 100.0),
    (10.0, [2, 3, 2, 1, 3, 5, 2, 6, 3, 10, 10], 100.0),
    (8.5, [7, 12, 10], 15.0),
    (10.0, [1, 1, 3, 0, 3, 6, 6, 6, 7, 6, 10], 100.0),
    (7.5, [5, 9, 5, 7, 1, 1, 7, 7], 100.0),
    (8.0, [1, 1, 4, 2, 4, 2, 5, 7, 11, 11, 11], 72.5),
    (9.5, [2, 5, 12, 3, 8, 8, 12, 8, 5, 10, 3], 100.0),
  ]

  @Test(arguments: drawn)
  func `it answers as numpy does to points in any order`(
    x: Double, points: [Double], expected: Double
  ) {
    let last = Double(points.count - 1)
    let values = points.indices.map { (100_000 * Double($0) / last).rounded() / 1000 }
    let value = NumpyInterpolation.value(at: x, points: points, values: values)
    #expect(isClose(value, expected, relative: 1e-14))
  }

  @Test(arguments: 1...100 as ClosedRange<UInt64>)
  func `between increasing points it is linear, beyond them flat`(seed: UInt64) {
    var draws = Draws(seed: seed)
    let count = draws.integer(1...15)
    var points: [Double] = []
    for _ in 0..<count { points.append((points.last ?? 0) + 0.1 + draws.unit()) }
    let values = points.map { _ in draws.unit() }
    let x = draws.unit() * ((points.last ?? 1) + 1)
    let value = NumpyInterpolation.value(at: x, points: points, values: values)
    guard let upper = points.firstIndex(where: { $0 > x }), upper > 0 else {
      #expect(value == (x < points[0] ? values[0] : values[count - 1]))
      return
    }
    let fraction = (x - points[upper - 1]) / (points[upper] - points[upper - 1])
    #expect(
      (value - (values[upper - 1] + fraction * (values[upper] - values[upper - 1]))).magnitude
        < 1e-12)
  }
}
