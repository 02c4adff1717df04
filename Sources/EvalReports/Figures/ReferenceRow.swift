import EvalCore

/// A reference router as a row beside the suite's own.
struct ReferenceRow {
  /// What it is called.
  let name: String
  /// What it scored.
  let metrics: MetricSet

  /// The references that do not depend on a router.
  static func shared(_ report: RunReport) -> [ReferenceRow] {
    guard let reference = report.routers.first?.reference else { return [] }
    return rows([
      ("always-weak", reference.alwaysWeak), ("always-strong", reference.alwaysStrong),
      ("oracle", reference.oracle),
    ])
  }

  /// The references at a router's own strong share.
  static func matched(_ router: RouterReport) -> [ReferenceRow] {
    rows(
      [("random", router.reference.random), ("length", router.reference.length)]
        + (router.reference.domain.map { [("domain", $0)] } ?? []))
  }

  private static func rows(_ entries: [(String, ReferenceEntry)]) -> [ReferenceRow] {
    entries.compactMap { name, entry in
      entry.metrics.map { ReferenceRow(name: name, metrics: $0) }
    }
  }
}
