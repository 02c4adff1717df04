import EvalStatistics
import Testing

/// Expected figures are those of mpmath with sixty digits, rounded once.
struct ErrorFunctionTests {
  private static let values: [(x: Double, value: Double)] = [
    (-30, 2.0), (-5, 1.9999999999984626), (-1, 1.8427007929497148),
    (-0.5, 1.5204998778130465), (-0.1, 1.1124629160182848), (-1e-10, 1.000000000112838),
    (1e-10, 0.999999999887162), (0.1, 0.887537083981715), (0.3, 0.6713732405408726),
    (0.49, 0.4883317388114769), (0.51, 0.4707563801588296), (1, 0.15729920705028513),
    (1.5, 0.033894853524689274), (2, 0.004677734981047266), (3, 2.209049699858544e-05),
    (5, 1.537459794428035e-12), (6.28, 6.610653977656803e-19),
    (6.29, 5.820751867247628e-19), (10, 2.088487583762545e-45),
    (15.5, 1.6632016400488723e-106), (20, 5.395865611607901e-176),
    (26, 5.663192408856143e-296),
  ]

  @Test(arguments: values)
  func `a complementary error function agrees with mpmath`(row: (x: Double, value: Double)) {
    #expect(isClose(Elementary.erfc(row.x), row.value, relative: 1e-15))
  }

  @Test func `it is one at zero`() {
    #expect(Elementary.erfc(0) == 1)
  }

  @Test func `it underflows to zero and saturates at two`() {
    #expect(Elementary.erfc(27) > 0)
    #expect(Elementary.erfc(28.5) == 0)
    #expect(Elementary.erfc(.infinity) == 0)
    #expect(Elementary.erfc(-.infinity) == 2)
  }

  @Test func `both sides together are two`() {
    var sample = SeededSample(seed: 31)
    for _ in 0..<2000 {
      let x = sample.uniform(0, 8)
      #expect(isClose(Elementary.erfc(x) + Elementary.erfc(-x), 2, relative: 4e-16))
    }
  }

  @Test func `it falls also across the change of method`() {
    for x in stride(from: 0.45, to: 0.55, by: 1e-4) {
      #expect(Elementary.erfc(x) > Elementary.erfc(x + 1e-4))
    }
    for x in stride(from: 6.2, to: 6.4, by: 1e-3) {
      #expect(Elementary.erfc(x) > Elementary.erfc(x + 1e-3))
    }
  }

  @Test func `something that is not a number is a programming error`() async {
    await #expect(processExitsWith: .failure) { _ = Elementary.erfc(.nan) }
  }
}
