package import EvalSystem

/// Finds what would make a golden unreadable before it is written.
package struct DraftCheck {
  private let manifest: ManifestDraft
  private let folder: String
  /// The scale; nil where it cannot be used.
  private let scale: ClosedRange<Double>?
  private var problems: [Problem] = []

  /// Checks the traces of a golden.
  ///
  /// - Parameters:
  ///   - manifest: What the golden says about itself.
  ///   - traces: The traces, sorted by the bytes of their ids.
  ///   - folder: Where it will be written, for messages about traces without a place.
  /// - Throws: `ProblemReport` with the first problems: two traces with one id, a trace without
  ///   some model's outcome, a name that stands twice, a number off the scale or out of bounds.
  package static func check(
    _ manifest: ManifestDraft, _ traces: [TraceDraft], folder: String
  ) throws(ProblemReport) {
    var check = DraftCheck(manifest: manifest, folder: folder)
    check.checkManifest()
    if manifest.models.isEmpty { check.add("there is no model") }
    if traces.isEmpty { check.add("there is no trace to write") }
    for trace in traces { check.checkTrace(trace) }
    check.checkIDs(traces)
    try check.throwIfAny()
  }

  private init(manifest: ManifestDraft, folder: String) {
    self.manifest = manifest
    self.folder = folder
    let (low, high) = (manifest.quality.min, manifest.quality.max)
    let isUsable = low < high && max(low.magnitude, high.magnitude) <= TraceLimits.quality
    self.scale = isUsable ? low...high : nil
  }

  private mutating func checkManifest() {
    if scale == nil {
      let (low, high) = (manifest.quality.min, manifest.quality.max)
      add(
        "the quality scale \(low) to \(high) cannot be used: the lower end must be below the"
          + " upper, both within \(TraceLimits.quality) of 0")
    }
    for name in Self.repeated(manifest.models.map(\.name)) {
      add("the model `\(name)` is listed twice")
    }
    for model in manifest.models
    where model.name.isEmpty || model.name.utf8.count > TraceLimits.name {
      add("a model's name has 1 to \(TraceLimits.name) bytes; `\(model.name.prefix(40))` has not")
    }
  }

  private mutating func checkTrace(_ trace: TraceDraft) {
    if trace.id.isEmpty { add("a trace's id is empty", trace) }
    for model in manifest.models where !trace.outcomes.contains(where: { $0.model == model.name }) {
      add("the trace `\(trace.id)` has no outcome of `\(model.name)`", trace)
    }
    if let weight = trace.weight, !TraceLimits.weight.contains(weight) {
      add(
        "the trace `\(trace.id)` has the weight \(weight), not 1 to \(TraceLimits.weight.upperBound)",
        trace)
    }
    let names = [
      trace.outcomes.map(\.model), trace.cohorts.map(\.name), trace.signals.map(\.name),
    ]
    for name in names.flatMap(Self.repeated) {
      add("the trace `\(trace.id)` names `\(name)` twice", trace)
    }
    for outcome in trace.outcomes { checkOutcome(outcome, trace) }
    for signal in trace.signals where !signal.value.isFinite {
      add("the signal `\(signal.name)` of `\(trace.id)` is not a finite number", trace)
    }
  }

  private mutating func checkOutcome(_ outcome: TraceDraft.Outcome, _ trace: TraceDraft) {
    let who = "`\(outcome.model)` on `\(trace.id)`"
    if !manifest.models.contains(where: { $0.name == outcome.model }) {
      add("\(who): the manifest does not list this model", trace)
    }
    if let scale, !scale.contains(outcome.quality) {
      let ends = [scale.lowerBound, scale.upperBound].map(DecimalText.shortest)
      add(
        "\(who): the quality \(outcome.quality) is outside the scale \(ends[0]) to \(ends[1])",
        trace)
    }
    let tokens = [outcome.inputTokens, outcome.outputTokens].compactMap(\.self)
    let isFine =
      tokens.allSatisfy { TraceLimits.tokens.contains($0) }
      && outcome.costUSD.map { TraceLimits.costUSD.contains($0) } ?? true
      && outcome.latencyMS.map { TraceLimits.latencyMS.contains($0) } ?? true
    if !isFine { add("\(who): tokens, cost or latency is negative or beyond belief", trace) }
    if let rating = outcome.rating, !TraceLimits.rating.contains(rating) {
      add("\(who): the rating \(rating) is not 1 to 5", trace)
    }
  }

  private mutating func checkIDs(_ traces: [TraceDraft]) {
    for (former, latter) in zip(traces, traces.dropFirst())
    where former.id.utf8.elementsEqual(latter.id.utf8) {
      let elsewhere = former.place.map { " at \($0)" } ?? ""
      add("the id `\(latter.id)` was already given\(elsewhere); ids must be unique", latter)
    }
  }

  private func throwIfAny() throws(ProblemReport) {
    guard !problems.isEmpty else { return }
    var shown = Array(problems.prefix(ProblemLog.limit))
    let omitted = problems.count - shown.count
    if omitted > 0 {
      shown.append(Problem(file: folder, message: "and \(omitted) more like these"))
    }
    throw ProblemReport(shown)
  }

  private mutating func add(_ message: String, _ trace: TraceDraft? = nil) {
    let place = trace?.place
    problems.append(Problem(file: place?.file ?? folder, line: place?.line, message: message))
  }

  private static func repeated(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { !seen.insert($0).inserted }
  }
}
