import EvalCore

/// Where a run's figures come from, as pairs of a name and a value, the same in every report.
enum Provenance {
  /// Returns the pairs; what is not known is left out.
  static func pairs(_ report: RunReport) -> [(name: String, value: String)] {
    let comparability = report.comparability
    let pairs: [(String, String?)] = [
      ("evalroute", report.tool), ("run", report.run), ("started", report.startedAt),
      ("took", report.durationMS.map { NumberText.fixed($0 / 1000, decimals: 3) + " s" }),
      ("suite file", report.suiteFile), ("suite SHA-256", comparability.suiteSHA256),
      ("golden", report.golden.name), ("golden SHA-256", report.golden.sha256),
      ("prices SHA-256", comparability.pricesSHA256),
      ("metric version", String(comparability.metricVersion)),
      ("seed", String(comparability.seed)), ("git", report.git.map(git)),
      ("baseline", report.baseline.map { $0.ref + ($0.comparable ? "" : ", not comparable") }),
    ]
    let tags = report.tags.sorted { $0.key < $1.key }.map { ("tag \($0.key)", Optional($0.value)) }
    return (pairs + tags).compactMap { name, value in value.map { (name, $0) } }
  }

  private static func git(_ state: RunReport.GitState) -> String {
    state.commit + (state.branch.map { " on \($0)" } ?? "")
      + (state.dirty ? ", with uncommitted changes" : "")
  }
}
