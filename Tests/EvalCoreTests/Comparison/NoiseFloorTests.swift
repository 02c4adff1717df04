import Testing

@testable import EvalCore

/// What recording a golden anew moves a mean by.
struct NoiseFloorTests {
  /// `variance_components`: eight queries, three recordings of each, 0 or 1.
  private static let recordings: [[Double]] = [
    [1, 1, 0], [0, 0, 0], [1, 1, 1], [1, 0, 0], [1, 1, 1], [0, 1, 0], [1, 1, 0], [0, 0, 0],
  ]

  private func golden(_ count: Int32 = 3) -> Golden {
    let means = Self.recordings.map { $0.reduce(0, +) / 3 }
    var golden = HandMade(weak: means, strong: means).golden
    for model in golden.outcomes.indices {
      golden.outcomes[model].recordings = [Int32](repeating: count, count: 8)
      golden.outcomes[model].recordingSpread = zip(Self.recordings, means).map { values, mean in
        values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      }
    }
    return golden
  }

  private func pair(_ golden: Golden, sameRecording: Bool) -> PairedReplay {
    let replay = Replay(pool: golden.ladder, decisions: golden.always(0))
    return PairedReplay(
      router: "r", golden: golden, now: replay, before: replay, sameRecording: sameRecording)
  }

  @Test func `the known recordings have the known floor, to 1e-11`() {
    let golden = golden()
    let floor = NoiseFloor(pair(golden, sameRecording: false))?.standardError(
      in: ChangeScope(.all(of: golden), 0, weights: nil))
    #expect(isClose(floor, 0.11785113019775792, relative: 1e-11))
  }

  @Test func `on one recording there is no noise, and one recording tells of none`() {
    let golden = golden()
    let scope = ChangeScope(.all(of: golden), 0, weights: nil)
    #expect(NoiseFloor(pair(golden, sameRecording: true))?.standardError(in: scope) == nil)
    let single = self.golden(1)
    #expect(NoiseFloor(pair(single, sameRecording: false))?.standardError(in: scope) == nil)
  }
}
