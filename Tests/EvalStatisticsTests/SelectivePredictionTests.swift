import EvalStatistics
import Testing

struct SelectivePredictionTests {
  /// The case `aurc_augrc` of the known answers, exact to one rounding.
  private static let confidences = [0.9, 0.8, 0.8, 0.7, 0.6, 0.5]
  private static let losses: [Double] = [0, 0, 1, 0, 1, 1]

  @Test func `the areas meet the known answer`() {
    let area = SelectivePrediction.aurc(confidences: Self.confidences, losses: Self.losses)
    let excess = SelectivePrediction.excessAURC(
      confidences: Self.confidences, losses: Self.losses)
    let generalised = SelectivePrediction.augrc(
      confidences: Self.confidences, losses: Self.losses)
    #expect(isClose(area, 13.0 / 45, relative: 0x1p-52))
    #expect(isClose(excess, 0.09722222222222222, relative: 1e-15))
    #expect(isClose(generalised, 0.20833333333333334, relative: 0x1p-52))
  }

  @Test func `the best order meets the known answer`() {
    let area = SelectivePrediction.aurc(
      confidences: Self.losses.map { -$0 }, losses: Self.losses)
    #expect(isClose(area, 0.19166666666666668, relative: 0x1p-52))
    let excess = SelectivePrediction.excessAURC(
      confidences: Self.losses.map { -$0 }, losses: Self.losses)
    #expect(excess == 0)
  }

  @Test func `no queries have no area`() {
    #expect(SelectivePrediction.aurc(confidences: [], losses: []) == nil)
    #expect(SelectivePrediction.excessAURC(confidences: [], losses: []) == nil)
    #expect(SelectivePrediction.augrc(confidences: [], losses: []) == nil)
  }

  @Test func `equal losses have that area at any confidence`() {
    let area = SelectivePrediction.aurc(confidences: [3, 1, 2, 2], losses: [1, 1, 1, 1])
    let generalised = SelectivePrediction.augrc(confidences: [3, 1, 2, 2], losses: [1, 1, 1, 1])
    #expect(area == 1)
    // (1 + 2 + 3 + 4) / 16
    #expect(generalised == 0.625)
    #expect(SelectivePrediction.excessAURC(confidences: [3, 1], losses: [1, 1]) == 0)
  }

  @Test func `equal confidences have the mean loss`() {
    let area = SelectivePrediction.aurc(confidences: [5, 5, 5, 5], losses: [0, 1, 0, 0])
    #expect(area == 0.25)
  }

  @Test func `another order of the queries has the same bits for losses of 0 and 1`() {
    var source = SeededSample(seed: 471)
    for _ in 0..<100 {
      let count = source.integer(1...50)
      let confidences = source.integers(count, 0...8)
      let losses = source.integers(count, 0...1)
      let order = source.shuffled(count)
      let (moved, movedLosses) = (order.map { confidences[$0] }, order.map { losses[$0] })
      #expect(
        SelectivePrediction.aurc(confidences: confidences, losses: losses)
          == SelectivePrediction.aurc(confidences: moved, losses: movedLosses))
      #expect(
        SelectivePrediction.augrc(confidences: confidences, losses: losses)
          == SelectivePrediction.augrc(confidences: moved, losses: movedLosses))
    }
  }

  @Test func `the area of ties is the mean over the orders within them`() {
    // Linear in the losses, so the mean over both orders of one tied pair.
    let tied = SelectivePrediction.aurc(confidences: [3, 2, 2, 1], losses: [1, 0, 1, 0]) ?? -1
    let one = SelectivePrediction.aurc(confidences: [4, 3, 2, 1], losses: [1, 0, 1, 0]) ?? -1
    let two = SelectivePrediction.aurc(confidences: [4, 3, 2, 1], losses: [1, 1, 0, 0]) ?? -1
    #expect(isClose((one + two) / 2, tied, relative: 1e-15))
  }

  @Test func `no order is better than that of the losses`() throws {
    var source = SeededSample(seed: 472)
    for _ in 0..<200 {
      let count = source.integer(1...30)
      let losses = source.integers(count, 0...4)
      let confidences = source.integers(count, 0...6)
      let area = try #require(
        SelectivePrediction.aurc(confidences: confidences, losses: losses))
      let best = try #require(
        SelectivePrediction.aurc(confidences: losses.map { -$0 }, losses: losses))
      #expect(area >= best * (1 - 1e-14))
    }
  }

  @Test func `input that does not fit together is a programming error`() async {
    await #expect(processExitsWith: .failure) {
      _ = SelectivePrediction.aurc(confidences: [1], losses: [])
    }
    await #expect(processExitsWith: .failure) {
      _ = SelectivePrediction.augrc(confidences: [.nan], losses: [0])
    }
  }
}
