import EvalStatistics
import Testing

struct EmpiricalBernsteinSequenceTests {
  typealias Row = (time: Int, bet: Double, centre: Double, halfWidth: Double)

  /// The case `empirical_bernstein_cs` of the known answers.
  private static let rows: [Row] = [
    (1, 0.5, 0.37, 7.384287282930798),
    (10, 0.5, 0.52, 0.771224714330566),
    (50, 0.5, 0.5065999999999999, 0.18206313625025178),
    (100, 0.4401870132836813, 0.5047805842883553, 0.10782261655267766),
    (300, 0.22690984694111233, 0.5016557724865398, 0.058177549378326164),
  ]

  @Test(arguments: rows)
  func `the sequence meets the known answer`(row: Row) {
    var sequence = EmpiricalBernsteinSequence(confidence: 0.95)
    for i in 1...row.time { sequence.add(Double(i * 37 % 101) / 100) }
    #expect(sequence.count == row.time)
    #expect(isClose(sequence.bet, row.bet, relative: 1e-11))
    #expect(isClose(sequence.centre, row.centre, relative: 1e-11))
    #expect(isClose(sequence.halfWidth, row.halfWidth, relative: 1e-11))
  }

  @Test func `before the first value there is no interval`() {
    let sequence = EmpiricalBernsteinSequence(confidence: 0.95)
    #expect(sequence.count == 0)
    #expect(sequence.centre == nil)
    #expect(sequence.halfWidth == nil)
    #expect(sequence.interval == nil)
  }

  @Test func `equal values are their own centre and the interval keeps closing in`() throws {
    for value in [0.0, 0.3, 1] {
      var sequence = EmpiricalBernsteinSequence(confidence: 0.9)
      var last = Double.infinity
      for _ in 0..<2000 {
        sequence.add(value)
        let half = try #require(sequence.halfWidth)
        #expect(half < last)
        last = half
      }
      #expect(isClose(sequence.centre, value, relative: 1e-12))
      #expect(last < 0.01)
    }
  }

  @Test func `values mirrored have the interval mirrored`() throws {
    var source = SeededSample(seed: 491)
    var one = EmpiricalBernsteinSequence(confidence: 0.95)
    var other = one
    for _ in 0..<500 {
      let value = source.unit()
      one.add(value)
      other.add(1 - value)
    }
    let (first, second) = (try #require(one.interval), try #require(other.interval))
    #expect((first.low + second.high - 1).magnitude < 1e-12)
    #expect((first.high + second.low - 1).magnitude < 1e-12)
  }

  @Test func `more confidence takes a wider interval`() throws {
    var last = 0.0
    for confidence in [0.5, 0.9, 0.95, 0.999] {
      var sequence = EmpiricalBernsteinSequence(confidence: confidence)
      for i in 1...400 { sequence.add(Double(i % 2)) }
      let half = try #require(sequence.halfWidth)
      #expect(half > last)
      last = half
    }
  }

  @Test func `looking after every value misses the mean no more often than stated`() throws {
    var source = SeededSample(seed: 492)
    var missed = 0
    for _ in 0..<300 {
      var sequence = EmpiricalBernsteinSequence(confidence: 0.9)
      var isMissed = false
      for _ in 0..<400 {
        sequence.add(source.unit() < 0.3 ? 1 : 0)
        let interval = try #require(sequence.interval)
        if interval.low > 0.3 || interval.high < 0.3 { isMissed = true }
      }
      if isMissed { missed += 1 }
    }
    #expect(missed <= 30)
  }

  @Test func `a value outside the unit interval is a programming error`() async {
    await #expect(processExitsWith: .failure) {
      var sequence = EmpiricalBernsteinSequence(confidence: 0.95)
      sequence.add(1.01)
    }
    await #expect(processExitsWith: .failure) {
      _ = EmpiricalBernsteinSequence(confidence: 0.95, greatestBet: 1)
    }
  }
}
