import EvalStatistics
import Testing

struct IsotonicRegressionTests {
  /// The fit of the case `calibration` of the known answers, from scikit-learn.
  private static let expected = [
    0.0, 0.0, 0.3333333333333333, 0.3333333333333333, 0.3333333333333333, 0.3333333333333333,
    0.3333333333333333, 0.6666666666666666, 0.6666666666666666, 0.6666666666666666, 0.75, 0.75,
    0.75, 1.0, 1.0, 1.0, 1.0, 0.0, 0.3333333333333333, 0.75,
  ]

  @Test func `the fit meets the known answer`() {
    let fit = IsotonicRegression.fit(
      scores: CalibrationCase.scores, values: CalibrationCase.labels, weights: nil)
    #expect(zip(fit, Self.expected).allSatisfy { isClose($0, $1, relative: 1e-10) })
  }

  @Test func `nothing has no fit`() {
    #expect(IsotonicRegression.fit(scores: [], values: [], weights: nil).isEmpty)
  }

  @Test func `values that rise are their own fit`() {
    let values = [-2, 0, 0.25, 0.5, 7]
    let fit = IsotonicRegression.fit(scores: [1, 2, 3, 4, 5], values: values, weights: nil)
    #expect(fit == values)
  }

  @Test func `values that fall have one fit, their mean`() {
    let fit = IsotonicRegression.fit(scores: [1, 2, 3], values: [9, 5, 1], weights: nil)
    #expect(fit == [5, 5, 5])
    let weighted = IsotonicRegression.fit(scores: [1, 2], values: [4, 0], weights: [1, 3])
    #expect(weighted == [1, 1])
  }

  @Test func `tied scores share a fit even where their values would rise`() {
    let fit = IsotonicRegression.fit(scores: [1, 1, 2], values: [0, 1, 1], weights: nil)
    #expect(fit == [0.5, 0.5, 1])
  }

  @Test func `fits rise with the score and keep the total`() {
    var source = SeededSample(seed: 431)
    for _ in 0..<200 {
      let (scores, labels) = source.scoredLabels(source.integer(1...60))
      let weights = scores.map { _ in Int64(source.integer(1...5)) }
      let fit = IsotonicRegression.fit(scores: scores, values: labels, weights: weights)
      for (one, other) in zip(scores.indices, scores.indices.dropFirst()) {
        if scores[one] <= scores[other] { #expect(fit[one] <= fit[other]) }
        if scores[one] >= scores[other] { #expect(fit[one] >= fit[other]) }
      }
      let kept = CompensatedSum.sum(count: fit.count) {
        Double(weights[$0]) * (fit[$0] - labels[$0])
      }
      #expect(kept.magnitude < 1e-12)
    }
  }

  @Test func `no other rising function fits better`() {
    // By the min-max formula: the fit at i is the greatest, over starts up to i,
    // of the least mean up to an end from i on.
    var source = SeededSample(seed: 432)
    for _ in 0..<60 {
      let values = source.normals(source.integer(1...15))
      let fit = IsotonicRegression.fit(
        scores: values.indices.map(Double.init), values: values, weights: nil)
      for index in values.indices {
        let best = (0...index).map { start in
          (index..<values.count).map { end in
            CompensatedSum.sum(values[start...end]) / Double(end - start + 1)
          }.min() ?? .infinity
        }.max()
        #expect(((best ?? .infinity) - fit[index]).magnitude < 1e-14)
      }
    }
  }

  @Test func `another order of the sample has the same bits`() {
    var source = SeededSample(seed: 433)
    for _ in 0..<100 {
      let (scores, labels) = source.scoredLabels(source.integer(1...60))
      let order = source.shuffled(scores.count)
      let fit = IsotonicRegression.fit(scores: scores, values: labels, weights: nil)
      let other = IsotonicRegression.fit(
        scores: order.map { scores[$0] }, values: order.map { labels[$0] }, weights: nil)
      #expect(other == order.map { fit[$0] })
    }
  }

  @Test func `input that does not fit together is a programming error`() async {
    await #expect(processExitsWith: .failure) {
      _ = IsotonicRegression.fit(scores: [1], values: [], weights: nil)
    }
    await #expect(processExitsWith: .failure) {
      _ = IsotonicRegression.fit(scores: [.nan], values: [1], weights: nil)
    }
  }
}
