package import EvalCore
import EvalReports
import EvalRouters
import EvalSuites
import EvalSystem
import EvalTraces

/// Finds a router's threshold on a golden, and tells what becomes of it on the suite's.
package struct CalibrateOperation: Sendable {
  /// What a user asks for.
  package struct Options: Sendable {
    package var router: String
    package var rule: Threshold.Rule
    /// The golden to fit on; nil for the suite's own.
    package var golden: String?
    /// The half of that golden; nil for all, or for the suite's `part` of its own golden.
    package var part: GoldenPart?
    package var jobs: Int

    package init(
      router: String, rule: Threshold.Rule, golden: String?, part: GoldenPart?, jobs: Int
    ) {
      self.router = router
      self.rule = rule
      self.golden = golden
      self.part = part
      self.jobs = jobs
    }
  }

  /// A golden, or a half of it.
  private struct Place {
    var golden: Golden
    var part: GoldenPart?
    /// What to know of a half.
    var warnings: [String]
  }

  private let options: Options

  package init(_ options: Options) {
    self.options = options
  }

  /// Calibrates one router of a suite.
  ///
  /// - Throws: `ProblemReport` where the suite or the golden cannot be used, the router has no score,
  ///   or no threshold does what is asked for.
  package func calibrate(_ path: String) throws -> ThresholdCalibration {
    var suite = try SuiteReader.read(path)
    let other = try calibrationPlace(suite)
    let judged = try read(suite.golden, suite.part ?? otherHalf(suite))
    let isHere = other.map { isOwnGolden(suite) && $0.part == judged.part } ?? true
    let key = "calibration"
    let spec = try spec(suite, calibrateOn: isHere ? nil : key)
    let queue = RouterQueue(
      suite.routers.map { $0.name == spec.name ? spec : $0 }, wanted: [spec])
    suite.routers = queue.routers
    suite.gates = []
    try SuiteFit.check(suite, golden: judged.golden)
    let calibration = isHere ? judged : other ?? judged
    let field = field(judged, suite)
    var fields = try Evaluation.calibrationFields(of: suite, except: key, jobs: options.jobs)
    fields[key] = self.field(calibration, suite)
    let runner = RouterRunner(suite: suite, field: field, calibration: fields)
    guard let answer = try queue.ask(runner, jobs: options.jobs)[spec.name],
      let threshold = answer.threshold
    else {
      throw problem(suite, spec, "has no score: there is no threshold to calibrate")
    }
    var report = ThresholdCalibration(
      suite: suite.name, router: spec, threshold: threshold,
      calibration: ThresholdCalibration.Sample(calibration.golden, part: calibration.part),
      realised: isHere ? nil : realised(answer.decisions, threshold, judged, field),
      warnings: answer.warnings)
    // Halves of one golden share clusters; those of two goldens do not.
    if isOwnGolden(suite), options.part != nil { report.warnings += calibration.warnings }
    report.warnings += [
      answer.faults?.warning(about: spec.name, of: spec.kind.name), overlap(suite, isHere: isHere),
    ]
    .compactMap { $0 }
    return report
  }

  private func realised(
    _ decisions: Decisions, _ threshold: RouterReport.ThresholdReport, _ judged: Place,
    _ field: RouterRunner.Field
  ) -> ThresholdCalibration.Realised {
    let traces = RoutedTraces(
      pool: field.pool, scale: judged.golden.scale, weights: judged.golden.weights,
      decisions: decisions)
    let all = CohortPartition.all(of: judged.golden)
    var loss: Measured?
    if case .guarantee(let guarantee) = options.rule {
      loss = RoutingLoss(
        pool: field.pool, scale: judged.golden.scale, tolerance: guarantee.tolerance
      ).share(of: traces, over: all)
    }
    return ThresholdCalibration.Realised(
      sample: ThresholdCalibration.Sample(judged.golden, part: judged.part),
      metrics: RouterEvaluation.metrics(of: traces, over: all)[0],
      threshold: threshold, loss: loss)
  }

  private func field(_ place: Place, _ suite: Suite) -> RouterRunner.Field {
    RouterRunner.Field(
      golden: place.golden, pool: ModelPool(golden: place.golden, names: suite.ladder))
  }

  // MARK: What is read

  private func read(_ folder: String, _ part: GoldenPart?) throws -> Place {
    let whole = try GoldenReader(jobs: options.jobs).read(folder).golden
    let golden = part.map { whole.part($0) } ?? whole
    guard golden.count > 0 else {
      throw ProblemReport(
        file: folder, message: "no trace of the golden \(whole.name) falls into this half")
    }
    return Place(golden: golden, part: part, warnings: Evaluation.split(whole, part))
  }

  /// What is named to fit on; nil where nothing is.
  private func calibrationPlace(_ suite: Suite) throws -> Place? {
    guard options.golden != nil || options.part != nil else { return nil }
    let folder = options.golden ?? suite.golden
    let place = try read(folder, options.part)
    let absent = suite.ladder.filter { !place.golden.models.contains($0) }
    guard absent.isEmpty else {
      throw ProblemReport(
        file: folder,
        message: "the golden has no model \(absent.joined(separator: ", ")), which the suite"
          + " \(suite.name) routes between; it has \(place.golden.models.joined(separator: ", "))")
    }
    return place
  }

  private func spec(_ suite: Suite, calibrateOn key: String?) throws -> RouterSpec {
    let known = suite.routers.map(\.name)
    guard var spec = suite.routers.first(where: { $0.name == options.router }) else {
      throw ProblemReport(
        file: suite.file,
        message: "has no router `\(options.router)`"
          + "\(Suggestion.clause(for: options.router, among: known));"
          + " it has \(known.joined(separator: ", "))")
    }
    guard spec.branches.isEmpty else {
      throw problem(
        suite, spec,
        "hands queries over (`branches`), which no threshold is fitted to: calibrate the same router"
          + " without them")
    }
    guard let kind = spec.kind.with(Threshold(options.rule, calibrateOn: key)) else {
      throw problem(
        suite, spec,
        "is of kind \(spec.kind.name) and has no score: there is no threshold to"
          + " calibrate")
    }
    spec.kind = kind
    return spec
  }

  private func problem(_ suite: Suite, _ spec: RouterSpec, _ message: String) -> ProblemReport {
    ProblemReport(
      file: suite.file, line: spec.line, keyPath: "router \(spec.name)", message: message)
  }

  private func isOwnGolden(_ suite: Suite) -> Bool {
    options.golden.map { FileBytes.normalized($0) == FileBytes.normalized(suite.golden) } ?? true
  }

  /// What is left of the suite's golden where a half of it is fitted on.
  private func otherHalf(_ suite: Suite) -> GoldenPart? {
    guard isOwnGolden(suite), let part = options.part else { return nil }
    return part == .even ? .odd : .even
  }

  /// Warns where what is judged was also fitted on.
  private func overlap(_ suite: Suite, isHere: Bool) -> String? {
    if isHere {
      return "fitted on the data that it is judged on: name another golden with --on, or a half of"
        + " this one with --part"
    }
    return isOwnGolden(suite) && options.part == nil
      ? "what is judged is a half of what it is fitted on, so what is realised looks nearer to the"
        + " plan than it is: name the other half with --part" : nil
  }
}
