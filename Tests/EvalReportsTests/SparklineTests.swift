import Testing

@testable import EvalReports

struct SparklineTests {
  @Test func `the lowest and the highest figure stand at the ends`() {
    #expect(Sparkline.text([0, 1, 2, 3, 4, 5, 6, 7]) == "▁▂▃▄▅▆▇█")
    #expect(Sparkline.text([-3, 4]) == "▁█")
  }

  @Test func `figures that are all equal make a flat line`() {
    #expect(Sparkline.text([0.9, 0.9, 0.9]) == "▄▄▄")
  }

  @Test func `a run without a figure leaves a gap`() {
    #expect(Sparkline.text([1, nil, 2]) == "▁·█")
    #expect(Sparkline.text([nil, nil]) == "··")
    #expect(Sparkline.text([]) == "")
  }
}
