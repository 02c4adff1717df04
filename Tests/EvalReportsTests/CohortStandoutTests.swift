@testable import EvalCore
import Testing

@testable import EvalReports

struct CohortStandoutTests {
  private func router() -> RouterReport { Sample.passed().routers[0] }

  @Test func `only a cohort whose whole interval lies below the mean stands out`() {
    let found = CohortStandout.all(in: router())
    #expect(found.map(\.cohort.cohort.description) == ["category=math"])
  }

  @Test func `the worst stands first and equals keep their order`() {
    var router = router()
    for (index, quality) in [0.5, 0.4, 0.5].enumerated() {
      router.cohorts[index].metrics.quality = .value(
        Estimate(quality, low: .value(quality - 0.01), high: .value(quality + 0.01)))
    }
    #expect(
      CohortStandout.all(in: router).map(\.cohort.cohort.description) == [
        "category=extraction", "category=coding", "category=humanities", "category=math",
      ])
  }

  @Test func `a cohort without an interval does not stand out`() {
    var router = router()
    for index in router.cohorts.indices {
      router.cohorts[index].metrics.quality = .value(
        Estimate(0, low: .undefined("needs at least two clusters"), high: .undefined("x")))
    }
    #expect(CohortStandout.all(in: router).isEmpty)
    router.metrics.quality = .undefined("no traces")
    #expect(CohortStandout.all(in: router).isEmpty)
  }
}
