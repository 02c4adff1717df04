import EvalStatistics
import Testing

struct RoutingModelShapleyTests {
  @Test func `the split meets the known answer`() {
    // The case `flip_attribution_shapley` of the known answers.
    let weak: [[Double]] = [[1, 0, 1, 1, 0, 1], [1, 0, 1, 0, 0, 1]]
    let strong: [[Double]] = [[1, 1, 0, 1, 1, 1], [1, 1, 1, 1, 0, 1]]
    let routes = [[1, 1, 0, 0, 1, 0], [0, 1, 1, 0, 0, 0]]
    func mean(route: Int, recording: Int) -> Double {
      routes[route].indices.reduce(0) {
        $0 + (routes[route][$1] == 1 ? strong : weak)[recording][$1]
      } / 6
    }
    let split = RoutingModelShapley(
      oldRoutesOldModels: mean(route: 0, recording: 0),
      newRoutesOldModels: mean(route: 1, recording: 0),
      oldRoutesNewModels: mean(route: 0, recording: 1),
      newRoutesNewModels: mean(route: 1, recording: 1))
    #expect(isClose(split.routing, -0.16666666666666666, relative: 1e-14))
    #expect(isClose(split.model, -0.16666666666666666, relative: 1e-14))
    #expect(isClose(split.difference, -0.3333333333333333, relative: 1e-14))
  }

  @Test func `what did not change has no part`() {
    let routes = RoutingModelShapley(
      oldRoutesOldModels: 0.5, newRoutesOldModels: 0.75, oldRoutesNewModels: 0.5,
      newRoutesNewModels: 0.75)
    #expect(routes.routing == 0.25)
    #expect(routes.model == 0)
    let models = RoutingModelShapley(
      oldRoutesOldModels: 0.5, newRoutesOldModels: 0.5, oldRoutesNewModels: 0.25,
      newRoutesNewModels: 0.25)
    #expect(models.routing == 0)
    #expect(models.model == -0.25)
  }

  @Test func `what only both do together is shared`() {
    let split = RoutingModelShapley(
      oldRoutesOldModels: 0, newRoutesOldModels: 0, oldRoutesNewModels: 0,
      newRoutesNewModels: 1)
    #expect(split.routing == 0.5)
    #expect(split.model == 0.5)
  }

  @Test func `both parts sum to the difference, and may change places`() {
    var source = SeededSample(seed: 351)
    for _ in 0..<100 {
      let means = (0..<4).map { _ in source.unit() }
      let split = RoutingModelShapley(
        oldRoutesOldModels: means[0], newRoutesOldModels: means[1],
        oldRoutesNewModels: means[2], newRoutesNewModels: means[3])
      let exchanged = RoutingModelShapley(
        oldRoutesOldModels: means[0], newRoutesOldModels: means[2],
        oldRoutesNewModels: means[1], newRoutesNewModels: means[3])
      #expect((split.difference - (means[3] - means[0])).magnitude < 1e-15)
      #expect(split.routing == exchanged.model)
      #expect(split.model == exchanged.routing)
    }
  }

  @Test func `a mean that is no number is a programming error`() async {
    await #expect(processExitsWith: .failure) {
      _ = RoutingModelShapley(
        oldRoutesOldModels: 0, newRoutesOldModels: .nan, oldRoutesNewModels: 0,
        newRoutesNewModels: 0)
    }
  }
}
