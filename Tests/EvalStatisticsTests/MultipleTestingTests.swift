import EvalStatistics
import Testing

struct MultipleTestingTests {
  typealias Rule = @Sendable ([Double]) -> [Double]

  /// The case `multiple_testing` of the known answers, from statsmodels.
  private static let p = [
    0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216,
  ]
  private static let tied = [0.01, 0.01, 0.03, 0.05, 0.05]

  /// The case `bh_rank_trap` of the known answers.
  private static let unsorted = [0.04, 0.001, 0.03, 0.02]

  private static let rules: [Rule] = [
    { MultipleTesting.bonferroni($0) },
    { MultipleTesting.holm($0) },
    { MultipleTesting.benjaminiHochberg($0) },
    { MultipleTesting.benjaminiYekutieli($0) },
  ]

  private static let expected: [[Double]] = [
    [
      0.01, 0.08, 0.39, 0.41000000000000003, 0.42000000000000004, 0.6, 0.74, 1.0, 1.0, 1.0,
    ],
    [0.01, 0.07200000000000001, 0.312, 0.312, 0.312, 0.312, 0.312, 0.615, 0.615, 0.615],
    [0.01, 0.04, 0.084, 0.084, 0.084, 0.1, 0.10571428571428572, 0.216, 0.216, 0.216],
    [
      0.029289682539682536, 0.11715873015873014, 0.24603333333333333, 0.24603333333333333,
      0.24603333333333333, 0.2928968253968254, 0.3096337868480725, 0.6326571428571428,
      0.6326571428571428, 0.6326571428571428,
    ],
  ]

  @Test(arguments: 0..<4)
  func `adjusted p values meet the known answer`(rule: Int) {
    let adjusted = Self.rules[rule](Self.p)
    #expect(
      zip(adjusted, Self.expected[rule]).allSatisfy { isClose($0, $1, relative: 1e-12) })
  }

  @Test func `tied p values meet the known answer`() {
    let adjusted = MultipleTesting.benjaminiHochberg(Self.tied)
    let expected = [0.024999999999999998, 0.024999999999999998, 0.05, 0.05, 0.05]
    #expect(zip(adjusted, expected).allSatisfy { isClose($0, $1, relative: 1e-12) })
    #expect(
      MultipleTesting.rejections(adjusted: adjusted, level: 0.05)
        == [true, true, true, true, true])
  }

  @Test func `ranks are those of the values, not of the places`() {
    let adjusted = MultipleTesting.benjaminiHochberg(Self.unsorted)
    #expect(
      MultipleTesting.rejections(adjusted: adjusted, level: 0.05) == [true, true, true, true])
  }

  @Test(arguments: 0..<4)
  func `no tests have no adjusted p values`(rule: Int) {
    #expect(Self.rules[rule]([]).isEmpty)
  }

  @Test(arguments: 0..<4)
  func `a single p stays as it is`(rule: Int) {
    for p in [0, 0.03, 1] { #expect(Self.rules[rule]([p]) == [p]) }
  }

  @Test(arguments: 0..<4)
  func `another order of the tests gives the same values in that order`(rule: Int) {
    var source = SeededSample(seed: 401)
    for _ in 0..<50 {
      let p = source.integers(source.integer(1...30), 0...12).map { $0 / 12 }
      let order = p.indices.map { ($0, source.unit()) }.sorted { $0.1 < $1.1 }.map(\.0)
      let adjusted = Self.rules[rule](p)
      #expect(Self.rules[rule](order.map { p[$0] }) == order.map { adjusted[$0] })
    }
  }

  @Test(arguments: 0..<4)
  func `adjusting keeps the order of the p values and never lowers one`(rule: Int) {
    var source = SeededSample(seed: 402)
    for _ in 0..<50 {
      let p = (0..<source.integer(1...40)).map { _ in source.unit() }.sorted()
      let adjusted = Self.rules[rule](p)
      #expect(adjusted == adjusted.sorted())
      #expect(zip(p, adjusted).allSatisfy { $0 <= $1 && $1 <= 1 })
    }
  }

  @Test(arguments: 0..<4)
  func `equal p values stay equal`(rule: Int) {
    let adjusted = Self.rules[rule]([0.2, 0.004, 0.2, 0.03, 0.004, 0.2])
    #expect(adjusted[0] == adjusted[2] && adjusted[0] == adjusted[5])
    #expect(adjusted[1] == adjusted[4])
  }

  @Test func `Holm is never harder than Bonferroni, nor Benjamini and Hochberg than Holm`() {
    var source = SeededSample(seed: 403)
    for _ in 0..<100 {
      let p = (0..<source.integer(1...20)).map { _ in source.unit() * source.unit() }
      let (strict, holm) = (MultipleTesting.bonferroni(p), MultipleTesting.holm(p))
      let share = MultipleTesting.benjaminiHochberg(p)
      #expect(zip(strict, holm).allSatisfy { $0 >= $1 })
      #expect(zip(holm, share).allSatisfy { $0 >= $1 * (1 - 1e-12) })
    }
  }

  @Test func `a p exactly at its boundary is rejected whatever the rounding`() {
    for count in 1...60 {
      let level = 0.05
      let p = (1...count).map { level * Double($0) / Double(count) }
      let adjusted = MultipleTesting.benjaminiHochberg(p)
      #expect(MultipleTesting.rejections(adjusted: adjusted, level: level).allSatisfy { $0 })
      let single = MultipleTesting.bonferroni(
        [level / Double(count)] + [Double](repeating: 1, count: count - 1))
      #expect(MultipleTesting.rejections(adjusted: single, level: level)[0])
    }
  }

  @Test func `a p above its boundary is not rejected`() {
    #expect(MultipleTesting.rejections(adjusted: [0.05000001], level: 0.05) == [false])
    #expect(MultipleTesting.rejections(adjusted: [0, 1e-300], level: 0) == [true, false])
  }

  @Test func `a p that is no probability is a programming error`() async {
    await #expect(processExitsWith: .failure) { _ = MultipleTesting.holm([0.1, 1.5]) }
    await #expect(processExitsWith: .failure) { _ = MultipleTesting.bonferroni([.nan]) }
  }
}
