package import EvalSystem

/// Reads OmnisBench's results: for each policy and item the model that it chose, whether the answer
/// passed, its cost, tokens and latency.
///
/// A policy that always chose one model is that model. One that chose among several answered every
/// item too, so it stands in a ladder like a model of its own, `policy/NAME`; what it chose is kept
/// as a cohort label.
package struct OmnisBenchImporter: Sendable {
  /// The golden's name (`omnisbench` where nil), the day, and whether answers stay out.
  package var options: ImportOptions
  /// Whether only policies that always chose one model are taken.
  package var modelsOnly: Bool

  package init(options: ImportOptions = ImportOptions(), modelsOnly: Bool = false) {
    self.options = options
    self.modelsOnly = modelsOnly
  }

  /// Reads a file of results.
  ///
  /// - Throws: `ProblemReport` with every row that does not fit, by its place in `items`.
  package func read(_ path: String) throws(ProblemReport) -> GoldenDraft {
    let file = try OmnisBenchFile(path)
    let items = Self.distinct(file.rows.map(\.item))
    let (policies, omitted) = try Self.policies(of: file.rows, items: items, file: path)
    let taken = policies.filter { !modelsOnly || $0.isConstant }
    guard taken.count >= 2 else {
      throw ProblemReport(
        file: path, message: "fewer than two policies answered every item: nothing to route between"
      )
    }
    let traces = items.map { trace($0, policies, taken) }
    let left = policies.filter { !$0.isConstant && modelsOnly }
    return GoldenDraft(
      manifest: manifest(path, file, taken), traces: traces,
      leftOut: [
        GoldenDraft.Omission(
          what: "policies without an answer to every item (\(omitted.joined(separator: ", ")))",
          count: omitted.count),
        GoldenDraft.Omission(
          what: "policies that chose among models"
            + " (\(left.map(\.policy).joined(separator: ", ")); what they chose is a label)",
          count: left.count),
      ],
      warnings: taken.filter { !$0.isConstant }.map {
        "\($0.name) is no model but a policy: each of its answers came of the model in the label"
          + " \($0.label)"
      })
  }

  /// A policy with its answers.
  private struct Policy {
    let policy: String
    /// The one model it always chose, else `policy/NAME`.
    var name: String
    let isConstant: Bool
    let rows: [String: OmnisBenchRow]

    /// The cohort label of what it chose.
    var label: String { "\(policy)_chose" }

    /// Its mean cost; unknown costs count as nothing.
    var cost: Double { rows.keys.sorted().reduce(0) { $0 + (rows[$1]?.costUSD ?? 0) } }
  }

  /// Returns the policies that answered every item, cheapest first, and the names of the others.
  private static func policies(
    of rows: [OmnisBenchRow], items: [String], file: String
  ) throws(ProblemReport) -> (all: [Policy], omitted: [String]) {
    var log = ProblemLog(file: file)
    var policies: [Policy] = []
    var omitted: [String] = []
    for name in distinct(rows.map(\.policy)) {
      var answers: [String: OmnisBenchRow] = [:]
      for row in rows where row.policy == name {
        if answers.updateValue(row, forKey: row.item) != nil {
          log.add("the policy `\(name)` answers the item `\(row.item)` twice")
        }
      }
      guard answers.count == items.count else {
        omitted.append(name)
        continue
      }
      let models = distinct(rows.filter { $0.policy == name }.map(\.model))
      let isNew = models.count == 1 && !policies.contains { $0.name == models[0] }
      policies.append(
        Policy(
          policy: name, name: isNew ? models[0] : "policy/\(name)", isConstant: isNew,
          rows: answers))
    }
    try log.throwIfAny()
    return (policies.sorted { ($0.cost, $0.name) < ($1.cost, $1.name) }, omitted)
  }

  private func trace(
    _ item: String, _ policies: [Policy], _ taken: [Policy]
  ) -> TraceDraft {
    let rows = taken.compactMap { policy in policy.rows[item].map { (policy, $0) } }
    let choices = policies.filter { !$0.isConstant }.compactMap { policy in
      policy.rows[item].map { TraceDraft.Cohort(policy.label, $0.model) }
    }
    // A prompt's tokens are known before anything is generated; each model counts its own.
    let reader = taken.first { $0.isConstant }?.rows[item]
    return TraceDraft(
      id: item, cohorts: [TraceDraft.Cohort("dataset", rows[0].1.dataset)] + choices,
      outcomes: rows.map { policy, row in
        TraceDraft.Outcome(
          model: policy.name, quality: row.passed ? 1 : 0, inputTokens: row.inputTokens,
          outputTokens: row.outputTokens, costUSD: row.costUSD, latencyMS: row.latencyMS,
          response: options.figuresOnly ? nil : row.response)
      },
      signals: reader?.inputTokens.map { [TraceDraft.Signal("input_tokens", Double($0))] } ?? [])
  }

  private func manifest(
    _ path: String, _ file: OmnisBenchFile, _ taken: [Policy]
  ) -> ManifestDraft {
    let mixed = taken.filter { !$0.isConstant }
    let note =
      mixed.isEmpty
      ? "Every model answered every item."
      : "\(mixed.map(\.name).joined(separator: " and ")) \(mixed.count == 1 ? "is" : "are") no"
        + " model: OmnisBench's policies of that name chose one of several models for each item, the"
        + " labels say which, and no other model answered every item."
    let graders = Self.distinct(file.rows.compactMap(\.grader)).sorted()
    return ManifestDraft(
      name: options.name ?? "omnisbench",
      description: "OmnisBench's results: \(taken.count) policies on"
        + " \(Self.distinct(file.rows.map(\.dataset)).joined(separator: ", ")), passed or not.",
      recorded: ManifestDraft.Recording(
        date: options.date ?? file.date, by: "carried over from the results: one answer each"),
      source: ManifestDraft.Source(
        name: "Fortitude-Group/OmnisBench, \(FileBytes.name(of: path))", license: "Apache-2.0",
        note: note + " The source holds no prompts. Costs, tokens and latencies are the source's;"
          + " `input_tokens` is what the cheapest model counted of the prompt."),
      quality: ManifestDraft.Quality(
        min: 0, max: 1,
        judge: graders.isEmpty ? nil : "the source's graders: \(graders.joined(separator: ", "))"),
      models: taken.map { ManifestDraft.Model(name: $0.name) })
  }

  private static func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
