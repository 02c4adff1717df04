import EvalCore

/// A cohort in which a router's quality is shown to lie below its own mean.
struct CohortStandout {
  let router: RouterReport
  let cohort: RouterReport.CohortReport

  /// Returns a router's cohorts whose quality interval lies wholly below its mean, worst first.
  ///
  /// The intervals are not corrected for how many cohorts are looked at; reports say so.
  static func all(in router: RouterReport) -> [CohortStandout] {
    guard let overall = router.metrics.quality.estimate?.estimate else { return [] }
    return router.cohorts.enumerated()
      .compactMap { index, cohort -> (Double, Int, CohortStandout)? in
        // An interval without width comes of a few equal answers, not of certainty.
        guard let quality = cohort.metrics.quality.estimate, let low = quality.low?.value,
          let high = quality.high?.value, low < high, high < overall
        else { return nil }
        return (quality.estimate, index, CohortStandout(router: router, cohort: cohort))
      }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
      .map(\.2)
  }

  /// How many cohorts of each router a short list shows: fewer where there are many routers.
  static func shown(_ routers: [RouterReport]) -> Int {
    max(1, min(3, 12 / max(1, routers.count)))
  }

  /// What readers must know of how the cohorts were found.
  static func caution(_ routers: [RouterReport]) -> String {
    let looked = routers.map(\.cohorts.count).max() ?? 0
    return "quality interval below the router's own mean; "
      + "\(NumberText.count(looked, "cohort")) looked at, not corrected for how many"
  }
}
