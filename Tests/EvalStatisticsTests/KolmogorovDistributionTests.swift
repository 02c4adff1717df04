import EvalStatistics
import Testing

struct KolmogorovDistributionTests {
  /// Tails of scipy's `kstwo`, where scipy computes them exactly.
  @Test(arguments: [
    (1, 0.6, 0.8), (4, 0.45, 0.29290000000000005), (10, 0.1, 0.99963712),
    (10, 0.35, 0.1339605462624991), (30, 0.3, 0.006852243362913235),
    (20, 0.04, 0.9999999999991517), (50, 0.9, 2.0160611902288146e-50),
  ])
  func `tails of small samples meet the known answer`(n: Int, d: Double, tail: Double) {
    let value = KolmogorovDistribution.upperTail(d, sampleSize: n)
    #expect(isClose(value, tail, relative: 1e-11))
  }

  /// Tails of scipy's `kstwo`, whose series is good to some six digits here.
  @Test(arguments: [
    (141, 0.05, 0.854845693009663), (300, 0.08, 0.04064402562448788),
    (2000, 0.03, 0.05354694793932557), (2000, 0.04, 0.0032305680961256145),
    (1000, 0.09, 1.6911775984434787e-07),
  ])
  func `tails of larger samples meet the known answer`(n: Int, d: Double, tail: Double) {
    let value = KolmogorovDistribution.upperTail(d, sampleSize: n)
    #expect(isClose(value, tail, relative: 1e-5))
  }

  @Test(arguments: [
    (5000, 0.015, 0.20846142096186204), (5000, 0.03, 0.00024159234422666817),
    (100_000, 0.006, 0.0014871489301131564),
  ])
  func `the limit law is corrected for the size`(n: Int, d: Double, tail: Double) {
    let value = KolmogorovDistribution.upperTail(d, sampleSize: n)
    #expect(isClose(value, tail, relative: 1e-4))
  }

  @Test func `a sample of one has a linear law`() {
    // Its gap is the larger of U and 1 - U.
    for d in [0.5, 0.625, 0.75, 0.875, 1] {
      #expect(
        isClose(
          KolmogorovDistribution.upperTail(d, sampleSize: 1), 2 * (1 - d), relative: 1e-14))
    }
  }

  @Test(arguments: [1, 2, 3, 10, 57, 400, 2048, 2049, 6000])
  func `tails fall from one to zero`(n: Int) {
    var last = 1.0
    for step in 0...20 {
      let tail = KolmogorovDistribution.upperTail(
        Double(step) / 5 / Double(n).squareRoot(), sampleSize: n)
      #expect(0...last ~= tail)
      last = tail
    }
    #expect(KolmogorovDistribution.upperTail(0, sampleSize: n) == 1)
    #expect(KolmogorovDistribution.upperTail(1, sampleSize: n) == 0)
  }

  @Test func `where the method changes the values nearly meet`() {
    for (n, square, tolerance) in [(100, 4.5, 1e-6), (2000, 4.5, 1e-6), (9000, 2.2, 1e-3)] {
      let d = (square / Double(n)).squareRoot()
      let below = KolmogorovDistribution.upperTail(d * (1 - 1e-9), sampleSize: n)
      let above = KolmogorovDistribution.upperTail(d * (1 + 1e-9), sampleSize: n)
      #expect(isClose(below, above, relative: tolerance))
    }
    let exact = KolmogorovDistribution.upperTail(0.02, sampleSize: 2048)
    let limit = KolmogorovDistribution.upperTail(0.02, sampleSize: 2049)
    #expect(isClose(exact, limit, relative: 1e-3))
  }
}
