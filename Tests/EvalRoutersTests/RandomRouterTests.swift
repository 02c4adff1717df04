import EvalCore
import EvalRouters
import Testing

struct RandomRouterTests {
  /// Computed with Python: the 53 upper bits of Philox4x32-10 with the counter (first eight bytes of
  /// SHA-256 of the id, seed), key from SHA-256 of `evalroute/v1|metric=route|test=random`.
  private static let known: [(UInt64, String, Double)] = [
    (0, "081-1", 0.42082142823131663),
    (0, "é", 0.46240400501066214),
    (0, "a", 0.8662562238523022),
    (7, "081-1", 0.31221059160270637),
    (7, "é", 0.5204188290648697),
    (7, "a", 0.8753895254262122),
    (20_240_617, "081-1", 0.6824713281362048),
    (20_240_617, "é", 0.17858347384527573),
    (20_240_617, "a", 0.5142336936296178),
    (.max, "081-1", 0.25854580392350723),
    (.max, "é", 0.44324161796044526),
    (.max, "a", 0.8200620392669778),
  ]

  @Test(arguments: known)
  func `scores are those of another implementation, to the bit`(
    seed: UInt64, id: String, score: Double
  ) {
    #expect(RandomRouter(seed: seed).scores(TextColumn([id])) == [score])
  }

  @Test func `a score depends on its own id alone`() {
    let router = RandomRouter(seed: 7)
    let ids = (0..<100).map { "trace-\($0)" }
    let together = router.scores(TextColumn(ids))
    #expect(ids.map { router.scores(TextColumn([$0]))[0] } == together)
    #expect(router.scores(TextColumn(ids.reversed())) == together.reversed())
  }

  @Test func `another seed gives another draw`() {
    let ids = TextColumn((0..<200).map { "trace-\($0)" })
    let (first, second) = (RandomRouter(seed: 1).scores(ids), RandomRouter(seed: 2).scores(ids))
    #expect(zip(first, second).allSatisfy { $0 != $1 })
    let agreement = zip(first, second).count { ($0 < 0.5) == ($1 < 0.5) }
    #expect((70...130).contains(agreement))
  }

  @Test(arguments: [0, 1, 20_240_617, UInt64.max])
  func `scores are near uniform on 0 to 1`(seed: UInt64) {
    let count = 20_000
    let scores = RandomRouter(seed: seed).scores(TextColumn((0..<count).map { "\($0)" }))
    #expect(scores.allSatisfy { (0..<1).contains($0) })
    // Kolmogorov's distance beyond 1.95/√n has a probability of one in a thousand.
    let distance = scores.sorted().enumerated().map { rank, score in
      max(Double(rank + 1) / Double(count) - score, score - Double(rank) / Double(count))
    }
    .max()
    #expect((distance ?? 1) < 1.95 / Double(count).squareRoot())
    let mean = scores.reduce(0, +) / Double(count)
    #expect((mean - 0.5).magnitude < 0.007)
    let neighbours = zip(scores, scores.dropFirst()).reduce(0) { $0 + ($1.0 - 0.5) * ($1.1 - 0.5) }
    #expect((neighbours / Double(count) * 12).magnitude < 0.03)
  }

  @Test func `the suite's seed counts where the router has none of its own`() throws {
    let field = TestField(texts: (0..<50).map { "\($0)" })
    let threshold = Threshold(.value(0.5))
    let bySuite = try field.run(.random(threshold: threshold, seed: nil), seed: 11)
    let byRouter = try field.run(.random(threshold: threshold, seed: 11), seed: 3)
    let other = try field.run(.random(threshold: threshold, seed: nil), seed: 3)
    #expect(bySuite.decisions == byRouter.decisions)
    #expect(other.decisions != byRouter.decisions)
    #expect(bySuite.decisions.scores == RandomRouter(seed: 11).scores(field.golden.ids))
  }
}
