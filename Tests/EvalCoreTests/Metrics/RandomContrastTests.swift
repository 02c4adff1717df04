import Testing

@testable import EvalCore

/// Whether a router knows more than how often to call the strong model.
struct RandomContrastTests {
  private func contrast(_ golden: Golden, _ models: [UInt8]) -> RandomContrast {
    RandomContrast(golden.routed(Decisions(models: models)), over: .all(of: golden))
  }

  @Test func `the gain is what the router adds to its share of the gap`() throws {
    // Eight queries, four of which the strong model wins; the router calls it on three of these.
    let golden = HandMade(gaps: [1, 1, 1, 1, 0, 0, 0, 0]).golden
    let contrast = contrast(golden, [1, 1, 1, 0, 1, 0, 0, 0])
    let gain = try #require(contrast.gain.estimate)
    // Quality gained 3/8, of which chance at one half gains 4/8 · 1/2.
    #expect(isClose(gain.estimate, 0.125, relative: 1e-12))
    // ψ = (r − ½)(b − ½) − ⅛: by hand: six times .125 and twice −.375.
    let error = (8.0 / 7 * (6 * 0.125 * 0.125 + 2 * 0.375 * 0.375)).squareRoot() / 8
    let t = 0.125 / error
    #expect(
      isClose(try #require(gain.high?.value) - 0.125, 2.364624251592785 * error, relative: 1e-9))
    #expect(t > 1.52 && t < 1.53)
    #expect(try #require(contrast.p) > 0.05 && !contrast.isShown)
  }

  @Test func `a router of chance is not shown to be better, one that knows is`() {
    let golden = HandMade(gaps: (0..<400).map { $0 % 4 == 0 ? 1 : 0 }).golden
    #expect(!contrast(golden, (0..<400).map { $0 % 3 == 0 ? 1 : 0 }).isShown)
    #expect(contrast(golden, (0..<400).map { $0 % 4 == 0 ? 1 : 0 }).isShown)
    // Clusters that are one query each, said ten times.
    var made = HandMade(gaps: (0..<40).map { $0 < 20 ? 1 : 0 })
    made.clusters = (0..<40).map { $0 / 20 }
    #expect(!contrast(made.golden, (0..<40).map { $0 < 20 ? 1 : 0 }).isShown)
  }

  @Test(arguments: [0, 1] as [UInt8])
  func `one model for all gains nothing, and nothing is to be told`(model: UInt8) {
    let golden = HandMade(gaps: [1, 0, -1, 1, 0, 1]).golden
    let contrast = contrast(golden, [UInt8](repeating: model, count: 6))
    #expect(contrast.p == nil && !contrast.isShown)
    #expect((contrast.gain.estimate?.estimate ?? 1).magnitude < 1e-12)
  }
}
