package import EvalCore
import EvalSystem

/// Compares two runs, routers, commits or files.
package struct DiffOperation: Sendable {
  /// What the user asked for.
  package struct Options: Sendable {
    package var storePath: String
    package var suite: String?
    package var map: [String] = []
    package var jobs = 1
    package var seed: UInt64 = 0
    package var diff = RunDiff.Options()

    package init(storePath: String) {
      self.storePath = storePath
    }
  }

  private let options: Options

  package init(_ options: Options) {
    self.options = options
  }

  /// Compares two sides, the earlier one first.
  ///
  /// - Throws: `ProblemReport` where a side cannot be found or read, or a label is unknown.
  package func diff(_ before: String, _ now: String) throws -> DiffReport {
    let source = DiffSource(
      storePath: options.storePath, suite: options.suite, map: options.map, jobs: options.jobs)
    var (left, right) = (try source.find(before), try source.find(now))
    Self.shareScale(&left.side, &right.side)
    try check(left.side, right.side)
    let diff = RunDiff(
      left.side, right.side, options: options.diff,
      streams: .keyed(seed: right.side.comparability?.seed ?? options.seed))
    guard diff.commonTraces > 0 else {
      throw ProblemReport(
        file: right.side.title,
        message: "has no trace in common with \(left.side.title): name two sides of one suite")
    }
    return diff.report(try pairs(left, right))
  }

  /// A table says nothing of its scale: the other side may.
  private static func shareScale(_ left: inout DiffSide, _ right: inout DiffSide) {
    func adopt(_ side: inout DiffSide, _ other: DiffSide) {
      guard side.comparability == nil, other.comparability != nil else { return }
      side.golden.scale.min = other.golden.scale.min
      side.golden.scale.max = other.golden.scale.max
    }
    adopt(&left, right)
    adopt(&right, left)
    if left.comparability == nil, right.comparability == nil {
      let low = min(left.golden.scale.min, right.golden.scale.min)
      let high = max(left.golden.scale.max, right.golden.scale.max)
      left.golden.scale = QualityScale(
        min: low, max: high, unitsPerPoint: left.golden.scale.unitsPerPoint)
      right.golden.scale = QualityScale(
        min: low, max: high, unitsPerPoint: right.golden.scale.unitsPerPoint)
    }
  }

  private func check(_ left: DiffSide, _ right: DiffSide) throws(ProblemReport) {
    let known = Set((left.golden.labels + right.golden.labels).map(\.name)).sorted()
    var log = ProblemLog(file: right.title)
    for label in options.diff.cohorts where !known.contains(label) {
      log.add(
        "there is no cohort label `\(label)`\(Suggestion.clause(for: label, among: known));"
          + " there is \(known.isEmpty ? "none" : known.joined(separator: ", "))")
    }
    try log.throwIfAny()
    if left.golden.scale.min != right.golden.scale.min
      || left.golden.scale.max != right.golden.scale.max
    {
      throw ProblemReport(
        file: right.title, message: "is on another scale of quality than \(left.title)")
    }
  }

  /// The routers that were named; a router named on one side only is looked for on the other.
  private func pairs(
    _ left: DiffSource.Found, _ right: DiffSource.Found
  ) throws(ProblemReport) -> [(before: String, now: String)] {
    let (old, new) = (left.side.routers.map(\.name), right.side.routers.map(\.name))
    if left.router == nil, right.router == nil {
      if !Set(old).isDisjoint(with: new) { return [] }
      // One router each: they are meant, whatever they are called.
      if let one = old.first, let other = new.first, old.count == 1, new.count == 1 {
        return [(one, other)]
      }
      throw ProblemReport(
        file: right.side.title,
        message: "has no router in common with \(left.side.title): name one on each side, such as"
          + " SUITE:ROUTER@REF")
    }
    let before = left.router ?? right.router ?? ""
    let now = right.router ?? left.router ?? ""
    for (name, side, known) in [(before, left.side, old), (now, right.side, new)]
    where !known.contains(name) {
      throw ProblemReport(
        file: side.title,
        message: "has no router `\(name)`\(Suggestion.clause(for: name, among: known));"
          + " it has \(known.joined(separator: ", "))")
    }
    return [(before, now)]
  }
}
