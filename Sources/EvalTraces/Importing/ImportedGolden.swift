/// What an import did, for a person.
package struct ImportedGolden: Equatable, Sendable {
  /// A model with its mean quality.
  package struct Model: Equatable, Sendable {
    /// The model's name.
    package let name: String
    /// The number of traces that it has an outcome for.
    package let traces: Int
    /// The mean quality over these, in raw points; nil where there are none.
    package let meanQuality: Double?
  }

  /// A cohort label with its levels.
  package struct Cohort: Equatable, Sendable {
    /// The label's name.
    package let name: String
    /// The levels in byte order, each with the number of traces that have it.
    package let levels: [Level]
  }

  /// A level of a cohort label.
  package struct Level: Equatable, Sendable {
    /// The level's name.
    package let name: String
    /// The number of traces that have it.
    package let traces: Int
  }

  /// The golden's name.
  package let name: String
  /// The number of traces.
  package let traces: Int
  /// The number of clusters.
  package let clusters: Int
  /// The models, in the order of the manifest.
  package let models: [Model]
  /// The cohort labels, in the order that traces give them.
  package let cohorts: [Cohort]
  /// What of the source was left out.
  package let leftOut: [GoldenDraft.Omission]
  /// The files, in the order they were written.
  package let files: [GoldenWriter.WrittenFile]
  /// What a person should know before trusting the golden.
  package let warnings: [String]

  /// Sums up a golden and the files it was written to.
  package init(_ draft: GoldenDraft, files: [GoldenWriter.WrittenFile]) {
    self.name = draft.manifest.name
    self.traces = draft.traces.count
    self.clusters = Set(draft.traces.map { Array(($0.cluster ?? $0.id).utf8) }).count
    self.models = draft.manifest.models.map { Self.model($0.name, draft.traces) }
    self.cohorts = Self.cohorts(draft.traces)
    self.leftOut = draft.leftOut
    self.files = files
    self.warnings = draft.warnings
  }

  private static func model(_ name: String, _ traces: [TraceDraft]) -> Model {
    let qualities = traces.compactMap { trace in
      trace.outcomes.first { $0.model == name }?.quality
    }
    let mean = qualities.reduce(0, +) / Double(max(qualities.count, 1))
    return Model(
      name: name, traces: qualities.count, meanQuality: qualities.isEmpty ? nil : mean)
  }

  private static func cohorts(_ traces: [TraceDraft]) -> [Cohort] {
    var names: [String] = []
    var counts: [String: [String: Int]] = [:]
    for cohort in traces.lazy.flatMap(\.cohorts) {
      if counts[cohort.name] == nil { names.append(cohort.name) }
      counts[cohort.name, default: [:]][cohort.level, default: 0] += 1
    }
    return names.map { name in
      let levels = (counts[name] ?? [:]).map { Level(name: $0.key, traces: $0.value) }
      return Cohort(
        name: name,
        levels: levels.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
    }
  }
}
