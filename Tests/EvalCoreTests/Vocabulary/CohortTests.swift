import Testing

@testable import EvalCore

struct CohortTests {
  private let math = Cohort([.init(name: "category", level: "math")])
  private let turn = Cohort([.init(name: "turn", level: "1")])
  private let both = Cohort([
    .init(name: "category", level: "math"), .init(name: "turn", level: "1"),
  ])

  @Test func `a cohort says what it is`() {
    #expect(Cohort.all.description == "all")
    #expect(math.description == "category=math")
    #expect(both.description == "category=math, turn=1")
    #expect(Cohort.all.isAll && !math.isAll)
  }

  @Test func `all comes first, single labels before pairs`() {
    #expect([both, turn, .all, math].sorted() == [.all, math, turn, both])
  }
}
