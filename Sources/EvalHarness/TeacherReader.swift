import EvalCore
import EvalRouters
import EvalReports
import EvalSuites
import EvalSystem

/// Asks a suite's router for its choices on a golden, to be imitated.
struct TeacherReader {
  /// What a teacher chose.
  struct Lesson {
    var teacher: RouterTrainer.Teacher
    /// The models that it chose between, cheapest first.
    var models: [String]
    var warnings: [String]

    /// The teacher and how often it chose each model, one line.
    var summary: String {
      let total = Double(teacher.choices.count)
      let shares = models.indices.map { model -> String in
        let share = Double(teacher.choices.count { Int($0) == model }) / total
        return "\(models[model]) \(NumberText.percent(share))"
      }
      let imitation = teacher.imitation
      return "\(imitation.router) (\(imitation.kind)) of suite \(imitation.suite):"
        + " \(shares.joined(separator: ", "))"
    }
  }

  let suite: String
  let router: String
  let jobs: Int

  /// Asks the router on a golden.
  ///
  /// - Parameter golden: The golden, with the suite's models.
  /// - Returns: What it chose.
  /// - Throws: `ProblemReport` where the suite has no such router, or it cannot decide there.
  func lesson(on golden: Golden) throws -> Lesson {
    var suite = try SuiteReader.read(suite)
    let known = suite.routers.map(\.name)
    guard let spec = suite.routers.first(where: { $0.name == router }) else {
      throw ProblemReport(
        file: suite.file,
        message: "has no router `\(router)`\(Suggestion.clause(for: router, among: known));"
          + " it has \(known.joined(separator: ", "))")
    }
    suite.gates = []
    suite.cohorts = []
    suite.cohortPlaces = []
    var needed = RouterQueue(suite.routers, wanted: [spec]).routers
    for index in needed.indices { needed[index].kind = try decided(needed[index], suite) }
    suite.routers = needed
    try SuiteFit.check(suite, golden: golden)
    let field = RouterRunner.Field(
      golden: golden, pool: ModelPool(golden: golden, names: suite.ladder))
    let asked = try RouterQueue(needed, wanted: needed.filter { $0.name == router })
      .ask(RouterRunner(suite: suite, field: field, calibration: [:]), jobs: jobs)
    guard let answer = asked[router] else {
      throw ProblemReport(file: suite.file, message: "the router \(router) was not asked")
    }
    return Lesson(
      teacher: try RouterTrainer.Teacher(
        spec, asked: needed, of: suite, choices: answer.decisions.models),
      models: suite.ladder,
      warnings: answer.warnings
        + [answer.faults?.warning(about: spec.name, of: spec.kind.name)].compactMap { $0 })
  }

  /// The router with the threshold that it has in its suite, whatever golden it is asked on.
  private func decided(_ spec: RouterSpec, _ suite: Suite) throws -> RouterKind {
    var kind = spec.kind
    if let threshold = spec.kind.threshold, threshold.isFitted {
      let evaluation = try Evaluation(suite, routers: [spec.name], jobs: jobs)
      let number = evaluation.decisions[0].threshold ?? .infinity
      kind = kind.with(Threshold(.value(number))) ?? kind
    }
    // Its choices are learned, not judged; what it has seen is kept with the pupil.
    if case .learned(var routing) = kind {
      routing.allowsLeakage = true
      kind = .learned(routing)
    }
    return kind
  }
}
