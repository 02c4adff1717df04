import EvalCore
import EvalRouters
import EvalSystem

/// A golden of texts and figures, and the suite that routers run under.
struct TestField {
  static let file = "suites/demo/suite.yaml"

  /// What the user wrote in each trace; none for a golden of figures.
  var texts: [String]?
  var weak: [Double]
  var strong: [Double]
  var signals: [SignalColumn] = []
  var weights: [Int64]?
  var models = ["small", "big"]
  var name = "demo"
  /// Who asked each trace; none where nobody is named.
  var users: [String]?
  /// Which conversation each trace is part of; none where there are no conversations.
  var conversations: [String]?
  /// For each trace its messages as role and content, in place of `texts`.
  var said: [[(String, String)]]?
  var labels: [LabelColumn] = []

  init(texts: [String]) {
    self.texts = texts
    weak = texts.map { _ in 0 }
    strong = texts.map { _ in 1 }
  }

  /// Traces on which the strong model is better by these many points, with one score each.
  init(gaps: [Int], scores: [Double]) {
    weak = gaps.map { $0 < 0 ? 1 : 0 }
    strong = gaps.map { $0 > 0 ? 1 : 0 }
    signals = [SignalColumn(name: "score", values: scores)]
  }

  var golden: Golden {
    func column(_ quality: [Double]) -> OutcomeColumns {
      OutcomeColumns(quality: quality.map { Int64($0 * 1_000_000) })
    }
    let middle = Array(repeating: column(weak.map { _ in 0.5 }), count: models.count - 2)
    let ids = weak.indices.map { "t\(1000 + $0)" }
    var golden = Golden(
      name: name, scale: QualityScale(min: 0, max: 1), models: models,
      prices: models.map { _ in nil }, ids: TextColumn(ids),
      clusters: weak.indices.map(Int32.init), clusterCount: weak.count, weights: weights,
      labels: labels, outcomes: [column(weak)] + middle + [column(strong)], signals: signals,
      messages: said.map(Self.column) ?? texts.map(Self.messages))
    golden.users = users.map { TextColumn($0) }
    golden.conversations = conversations.map { TextColumn($0) }
    return golden
  }

  private static func column(_ said: [[(String, String)]]) -> MessageColumn {
    var column = MessageColumn()
    for messages in said {
      for (role, content) in messages {
        column.roles.append(role)
        column.contents.append(content)
      }
      column.ends.append(column.roles.count)
    }
    return column
  }

  /// Each text as one user message, after a system message that no pattern may see.
  private static func messages(_ texts: [String]) -> MessageColumn {
    var column = MessageColumn()
    for text in texts {
      for (role, content) in [("system", "SYSTEM PROMPT"), ("user", text)] {
        column.roles.append(role)
        column.contents.append(content)
      }
      column.ends.append(column.roles.count)
    }
    return column
  }

  var field: RouterRunner.Field {
    let golden = golden
    return RouterRunner.Field(golden: golden, pool: ModelPool(golden: golden, names: models))
  }

  func run(
    _ kind: RouterKind, seed: UInt64 = 7, calibration: [String: RouterRunner.Field] = [:],
    branches: [Tier] = [], others: RouterRunner.Others = [:]
  ) throws -> RouterRunner.Answer {
    let suite = Suite(
      name: "demo", summary: nil, file: Self.file, golden: "g", ladder: models, cohorts: [],
      seed: seed, onInconclusive: .fail, showsRouteLLMCompat: false, routers: [], gates: [],
      sha256: "")
    var router = RouterSpec(name: "x", kind: kind, why: nil, line: 10)
    router.branches = branches
    return try RouterRunner(suite: suite, field: field, calibration: calibration)
      .run(router, others: others)
  }

  /// The names of the models chosen.
  func choices(_ kind: RouterKind) throws -> [String] {
    try run(kind).decisions.models.map { models[Int($0)] }
  }
}

/// Returns the lines that a person would read of what went wrong; none where nothing did.
func complaints(_ body: () throws -> Void) -> [String] {
  do {
    try body()
    return []
  } catch let report as ProblemReport {
    return report.problems.map(\.description)
  } catch {
    return ["not a report: \(error)"]
  }
}
