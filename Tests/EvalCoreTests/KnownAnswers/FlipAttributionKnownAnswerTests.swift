import Testing

@testable import EvalCore

/// The routing half of the case `flip_attribution_shapley`: two decisions on the old recording.
///
/// The split between routing and models needs two recordings, which nothing reads yet.
struct FlipAttributionKnownAnswerTests {
  private static let golden = HandMade(weak: [1, 0, 1, 1, 0, 1], strong: [1, 1, 0, 1, 1, 1]).golden

  private var comparison: RouterComparison {
    Self.golden.comparisons.compare(
      "r", Decisions(models: [0, 1, 1, 0, 0, 0]), with: Decisions(models: [1, 1, 0, 0, 1, 0]))
  }

  @Test func `the flips' effects sum to the difference`() {
    #expect(comparison.flips == 3)
    #expect(isClose(comparison.delta.estimate?.estimate, -1.0 / 3, relative: 1e-14))
    #expect(isClose(comparison.grossLoss.value ?? .nan, 1.0 / 3, relative: 1e-11))
    #expect(comparison.grossGain == .value(0))
  }

  @Test func `every flip is listed with its effect, the largest loss first`() {
    let worst = comparison.worst
    #expect(worst.map(\.trace) == ["t0002", "t0004", "t0000"])
    #expect(worst.map { ($0.qualityAfter ?? .nan) - ($0.qualityBefore ?? .nan) } == [-1, -1, 0])
    #expect(worst.map(\.from) == ["weak", "strong", "strong"])
    #expect(worst.map(\.to) == ["strong", "weak", "weak"])
  }

  @Test func `the directions share the effect`() throws {
    let directions = comparison.directions
    #expect(directions.map(\.from) == ["strong", "weak"])
    #expect(directions.map(\.flips) == [2, 1])
    for direction in directions {
      #expect(isClose(direction.quality ?? .nan, -1.0 / 6, relative: 1e-11))
    }
  }
}
