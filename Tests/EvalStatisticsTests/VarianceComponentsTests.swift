import EvalStatistics
import Testing

struct VarianceComponentsTests {
  /// The case `variance_components` of the known answers.
  private static let known: [[Double]] = [
    [1, 1, 0], [0, 0, 0], [1, 1, 1], [1, 0, 0], [1, 1, 1], [0, 1, 0], [1, 1, 0], [0, 0, 0],
  ]

  @Test func `every component meets the known answer`() throws {
    let parts = try #require(VarianceComponents(recordings: Self.known))
    #expect(isClose(parts.mean, 0.5, relative: 1e-11))
    #expect(isClose(parts.meanSquareBetween, 0.4761904761904762, relative: 1e-11))
    #expect(isClose(parts.meanSquareWithin, 0.16666666666666669, relative: 1e-11))
    #expect(isClose(parts.varianceBetween, 0.10317460317460318, relative: 1e-11))
    #expect(isClose(parts.varianceWithin, 0.16666666666666669, relative: 1e-11))
    #expect(isClose(parts.intraclassCorrelation, 0.38235294117647056, relative: 1e-11))
    #expect(isClose(parts.standardError, 0.14085904245475278, relative: 1e-11))
    #expect(isClose(parts.noiseFloor, 0.11785113019775792, relative: 1e-11))
  }

  @Test func `the general noise floor meets the known answer`() {
    let variances = [Double](repeating: 0.16666666666666669 / 3, count: 8)
    for weights in [nil, [Int64](repeating: 7, count: 8)] {
      #expect(
        isClose(
          VarianceComponents.noiseFloor(
            reference: variances, current: variances, weights: weights),
          0.11785113019775792, relative: 1e-11))
    }
    #expect(VarianceComponents.noiseFloor(reference: [], current: [], weights: nil) == nil)
    #expect(VarianceComponents.noiseFloor(reference: [0], current: [0], weights: nil) == 0)
  }

  @Test func `a heavy query brings its noise`() {
    // √(9·(1+3) + 1·(2+2)) / 4.
    let floor = VarianceComponents.noiseFloor(
      reference: [1, 2], current: [3, 2], weights: [3, 1])
    #expect(isClose(floor, Double(40).squareRoot() / 4, relative: 1e-15))
  }

  @Test func `a single recording or a single query tells nothing`() {
    #expect(VarianceComponents(recordings: []) == nil)
    #expect(VarianceComponents(recordings: [[1, 2, 3]]) == nil)
    #expect(VarianceComponents(recordings: [[1], [2], [3]]) == nil)
  }

  @Test func `one repeated query is enough to know the noise`() throws {
    let parts = try #require(VarianceComponents(recordings: [[1], [0, 1], [0]]))
    #expect(parts.meanSquareWithin == 0.5)
    #expect(parts.mean == 0.5)
  }

  @Test func `an unbalanced table is worked out by hand`() throws {
    let parts = try #require(VarianceComponents(recordings: [[1, 3], [4, 4, 7], [6]]))
    // Means 2, 5, 6; grand mean 25/6; squares within 2 + 6 over three degrees.
    #expect(isClose(parts.meanSquareWithin, 8.0 / 3, relative: 1e-14))
    let between =
      (2 * (13.0 / 6) * (13.0 / 6) + 3 * (5.0 / 6) * (5.0 / 6) + (11.0 / 6) * (11.0 / 6)) / 2
    #expect(isClose(parts.meanSquareBetween, between, relative: 1e-14))
    // n₀ = (6 - 14/6)/2 = 11/6.
    #expect(isClose(parts.varianceBetween, (between - 8.0 / 3) * 6 / 11, relative: 1e-14))
    #expect(isClose(parts.mean, 13.0 / 3, relative: 1e-14))
    // The queries' means have variance 13/3.
    #expect(isClose(parts.standardError, (13.0 / 9).squareRoot(), relative: 1e-14))
    let floor = (2 * (1.0 / 2 + 1.0 / 3 + 1) * 8 / 3).squareRoot() / 3
    #expect(isClose(parts.noiseFloor, floor, relative: 1e-14))
  }

  @Test func `queries that differ less than their recordings have no variance`() throws {
    let parts = try #require(VarianceComponents(recordings: [[0, 1], [1, 0], [0, 1]]))
    #expect(parts.varianceBetween == 0)
    #expect(parts.intraclassCorrelation == 0)
    #expect(parts.standardError == 0)
  }

  @Test func `recordings that agree have no noise`() throws {
    let parts = try #require(VarianceComponents(recordings: [[2, 2], [5, 5], [5]]))
    #expect(parts.noiseFloor == 0)
    #expect(parts.intraclassCorrelation == 1)
  }

  @Test func `where nothing varies there is no correlation`() throws {
    let parts = try #require(VarianceComponents(recordings: [[1, 1], [1, 1]]))
    #expect(parts.intraclassCorrelation == nil)
    #expect(parts.standardError == 0)
  }

  @Test func `the order of queries and recordings does not matter`() throws {
    var source = SeededSample(seed: 361)
    for _ in 0..<50 {
      let recordings = (0..<9).map { _ in source.normals(source.integer(1...4)) } + [[1, 2]]
      let plain = try #require(VarianceComponents(recordings: recordings))
      let turned = try #require(
        VarianceComponents(recordings: recordings.reversed().map { $0.reversed() }))
      #expect(isClose(turned.meanSquareBetween, plain.meanSquareBetween, relative: 1e-12))
      #expect(isClose(turned.meanSquareWithin, plain.meanSquareWithin, relative: 1e-12))
      #expect(isClose(turned.noiseFloor, plain.noiseFloor, relative: 1e-12))
      #expect(isClose(turned.standardError, plain.standardError, relative: 1e-12))
    }
  }

  @Test func `unbalanced tables recover the variances on average`() throws {
    var source = SeededSample(seed: 362)
    var between = 0.0
    var within = 0.0
    for _ in 0..<400 {
      let recordings = (0..<30).map { query in
        let own = 2 * source.normals(1)[0]
        return source.normals(1 + query % 4).map { own + $0 }
      }
      let parts = try #require(VarianceComponents(recordings: recordings))
      between += parts.varianceBetween / 400
      within += parts.varianceWithin / 400
    }
    #expect(isClose(between, 4, relative: 0.06))
    #expect(isClose(within, 1, relative: 0.04))
  }

  @Test func `a query without a recording is a programming error`() async {
    await #expect(processExitsWith: .failure) {
      _ = VarianceComponents(recordings: [[1, 2], []])
    }
    await #expect(processExitsWith: .failure) {
      _ = VarianceComponents.noiseFloor(reference: [1], current: [1, 2], weights: nil)
    }
  }
}
