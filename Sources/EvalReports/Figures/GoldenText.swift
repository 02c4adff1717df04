import EvalCore

/// What a run was made on, in words.
struct GoldenText {
  private let report: RunReport

  init(_ report: RunReport) {
    self.report = report
  }

  /// The golden with its size and scale.
  var golden: String {
    let golden = report.golden
    let traces = NumberText.count(golden.traces, "trace")
    let clusters =
      golden.clusters == golden.traces
      ? "" : " in \(NumberText.count(golden.clusters, "cluster"))"
    return "\(traces)\(clusters), quality \(QualityText(golden).scale)"
  }

  /// The models with their roles, as pairs of a role and names.
  var models: [(role: String, name: String)] {
    let models = report.golden.models
    guard let weak = models.first, let strong = models.last, models.count > 1 else {
      return models.map { ("model", $0) }
    }
    let between = models.dropFirst().dropLast().map { ("between", $0) }
    return [("strong", strong)] + between.reversed() + [("weak", weak)]
  }

  /// The baseline, and whether it can be compared with.
  var baseline: String {
    guard let baseline = report.baseline else { return "no baseline" }
    return "baseline \(baseline.ref)"
      + (baseline.comparable ? "" : ", not comparable: ")
      + (baseline.comparable ? "" : baseline.differences.joined(separator: "; "))
  }
}
