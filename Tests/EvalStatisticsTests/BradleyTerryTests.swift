import EvalStatistics
import Foundation
import Testing

struct BradleyTerryTests {
  @Test func `wins that the law expects give its strengths back`() {
    // Strengths 4, 2 and 1, six games of each pair: 4 : 2, 4 : 2 and 4.8 : 1.2.
    let strengths = BradleyTerry.strengths(
      wins: [[0, 4, 4.8], [2, 0, 4], [1.2, 2, 0]], prior: 0)
    for (strength, expected) in zip(strengths, [log(2.0), 0, -log(2.0)]) {
      #expect(abs(strength - expected) < 1e-9)
    }
  }

  @Test func `two players are as far apart as the odds of their wins`() {
    let strengths = BradleyTerry.strengths(wins: [[0, 3], [1, 0]], prior: 0)
    #expect(abs(strengths[0] - strengths[1] - log(3.0)) < 1e-9)
    #expect(abs(strengths[0] + strengths[1]) < 1e-12)
  }

  @Test func `with a prior one who always wins stays finite, where its equation holds`() {
    let strengths = BradleyTerry.strengths(wins: [[0, 1], [0, 0]])
    let x = exp(strengths[0])
    #expect(abs(x / (1 + x) + x * x / (x * x + 1) - 1.5) < 1e-9)
  }

  @Test func `who never met compares by those whom they did meet`() {
    // a beats b, c beats b more often: c is ahead of a. d has not played.
    let strengths = BradleyTerry.strengths(
      wins: [[0, 6, 0, 0], [4, 0, 1, 0], [0, 9, 0, 0], [0, 0, 0, 0]])
    #expect(strengths[2] > strengths[0] && strengths[0] > strengths[1])
    #expect(strengths[2] > strengths[3] && strengths[3] > strengths[1])
  }

  @Test func `ties alone leave all equal`() {
    #expect(
      BradleyTerry.strengths(wins: [[0, 2.5], [2.5, 0]]).allSatisfy { abs($0) < 1e-12 })
    #expect(BradleyTerry.strengths(wins: []).isEmpty)
  }
}
