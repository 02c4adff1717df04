package import EvalCore
import EvalRouters
import EvalReports
import EvalSystem
import EvalTraces

/// Trains a router on a golden and writes it to a file.
package struct TrainOperation: Sendable {
  /// What a user asks for.
  package struct Options: Sendable {
    package var method: LearnedRouting.Method
    /// The models, cheapest first; those of the golden by what they cost where empty.
    package var models: [String]
    /// What is looked at; text where the golden has some, else labels and length, where nil.
    package var features: [String]?
    package var part: GoldenPart?
    package var terms: Int
    package var trees: Int
    package var seed: UInt64
    package var jobs: Int
    /// Where the router is written.
    package var output: String
    /// The suite and the router of it whose choices are learned in place of qualities; nil for none.
    package var teacher: (suite: String, router: String)?

    package init(
      method: LearnedRouting.Method, models: [String], features: [String]?, part: GoldenPart?,
      terms: Int, trees: Int, seed: UInt64, jobs: Int, output: String
    ) {
      self.method = method
      self.models = models
      self.features = features
      self.part = part
      self.terms = terms
      self.trees = trees
      self.seed = seed
      self.jobs = jobs
      self.output = output
    }
  }

  let options: Options

  package init(_ options: Options) {
    self.options = options
  }

  /// Trains on a golden's folder and returns what to tell a person.
  ///
  /// - Throws: `ProblemReport` where the golden lacks what is to be learned from.
  package func train(_ folder: String) throws -> String {
    let whole = try GoldenReader(jobs: options.jobs).read(folder).golden
    let golden = options.part.map { whole.part($0) } ?? whole
    guard golden.count > 0 else {
      throw ProblemReport(
        file: folder, message: "no trace of the golden \(golden.name) falls into this half")
    }
    let lesson = try options.teacher.map { suite, router in
      try TeacherReader(suite: suite, router: router, jobs: options.jobs).lesson(on: golden)
    }
    let models = try lesson?.models ?? models(of: golden, folder)
    let features = try features(of: golden, folder)
    let router = try RouterTrainer(
      RouterTrainer.Options(
        method: options.method, models: models, features: features, terms: options.terms,
        trees: options.trees, seed: options.seed, jobs: options.jobs)
    ).train(golden, part: options.part, imitating: lesson?.teacher)
    let bytes = TrainedRouterFile.render(router)
    try AtomicFile.write(bytes, to: options.output)
    let notes = lesson.map { [("teacher", $0.summary)] + $0.warnings.map { ("!", $0) } } ?? []
    return summary(router, count: "\(golden.count) traces", notes: notes, bytes: bytes.count)
  }

  /// The models asked for, cheapest first; else all of them by their mean cost, or quality where
  /// not every call has one.
  private func models(of golden: Golden, _ folder: String) throws(ProblemReport) -> [String] {
    let unknown = options.models.filter { !golden.models.contains($0) }
    guard unknown.isEmpty else {
      throw ProblemReport(
        file: folder,
        message: "the golden has no model \(unknown.joined(separator: ", "));"
          + " it has \(golden.models.joined(separator: ", "))")
    }
    if options.models.count >= 2, Set(options.models).count == options.models.count {
      return options.models
    }
    guard options.models.isEmpty, golden.models.count >= 2 else {
      throw ProblemReport(
        file: folder, message: "name two models or more, each once, cheapest first, with --models")
    }
    let pool = ModelPool(golden: golden, names: golden.models)
    let totals = golden.models.indices.map { model -> Int64 in
      (pool.cost.contains(nil) ? pool.quality[model] : pool.cost[model] ?? []).reduce(0, +)
    }
    return golden.models.indices.sorted { (totals[$0], $0) < (totals[$1], $1) }
      .map { golden.models[$0] }
  }

  func features(of golden: Golden, _ folder: String) throws(ProblemReport) -> QueryFeatures {
    guard let names = options.features else {
      let hasText = golden.messages != nil && golden.messages?.firstWithout == nil
      return QueryFeatures(
        text: hasText, length: !hasText && golden.promptLengths != nil,
        labels: hasText ? [] : golden.labels.map(\.name))
    }
    var features = QueryFeatures(text: false, length: false, labels: [])
    for name in names {
      switch name {
      case "text": features.text = true
      case "length": features.length = true
      case let label where golden.label(named: label) != nil: features.labels.append(label)
      default:
        let known = ["text", "length"] + golden.labels.map(\.name)
        throw ProblemReport(
          file: folder,
          message: "nothing called `\(name)` can be looked at"
            + "\(Suggestion.clause(for: name, among: known)); there are"
            + " \(known.joined(separator: ", "))")
      }
    }
    return features
  }

  /// Tells what was trained on how much, and how to use it.
  func summary(
    _ router: TrainedRouter, count: String, notes: [(title: String, text: String)], bytes: Int
  ) -> String {
    let part = options.part.map { ", the \($0.rawValue) half" } ?? ""
    let looked =
      (router.features.text ? ["text"] : []) + (router.features.length ? ["length"] : [])
      + router.features.labels
    let size = NumberText.fixed(Double(bytes) / 1e6, decimals: 1)
    let method = router.method.rawValue
    let lines: [(title: String, text: String)] =
      [("models", router.models.joined(separator: " < "))] + notes + [
        ("written", "\(options.output), \(size) MB"),
        (
          "use it",
          "{name: …, kind: \(method), trained: \(options.output), threshold: 0.5}, the path as seen from the suite"
        ),
      ]
    let start =
      "trained \(method) on \(router.training.golden)\(part): \(count),"
      + " \(router.termCount) terms of \(looked.joined(separator: ", "))"
    return start + "\n"
      + lines.map { line in
        let space = String(repeating: " ", count: 9 - line.title.count)
        return "  \(line.title)\(space)\(VisibleText.escaped(line.text))\n"
      }.joined()
  }
}
