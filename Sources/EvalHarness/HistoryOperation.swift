package import EvalCore
import EvalStore
import EvalSuites
import EvalSystem

/// Tells what became of a suite's routers over its stored runs.
package struct HistoryOperation: Sendable {
  /// What the user asked for.
  package struct Options: Sendable {
    package var storePath: String
    /// How many of the newest runs.
    package var limit = 30
    /// The run that later ones are held against; nil for the accepted one, else the oldest.
    package var anchor: String?
    package var history = HistoryBuilder.Options()

    package init(storePath: String) {
      self.storePath = storePath
    }
  }

  private let options: Options

  package init(_ options: Options) {
    self.options = options
  }

  /// Returns the history of a suite.
  ///
  /// - Parameter suite: The suite's name, its folder or its file.
  /// - Returns: The history of the newest runs.
  /// - Throws: `ProblemReport` where there is no such suite, run or router, or no store.
  package func history(_ suite: String) throws -> HistoryReport {
    let name = try Self.name(of: suite)
    let store = try RunStore.open(reading: options.storePath)
    let metric = options.history.metric
    let runs = try store.history(suite: name, limit: options.limit, metric: metric)
    guard let oldest = runs.first else { throw try unknown(name, store) }
    let (anchor, origin) = try anchor(of: name, oldest, store)
    try checkRouters((runs + [anchor]).flatMap { $0.routers.map(\.name) })
    var source = HistorySource(store)
    var builder = HistoryBuilder(
      suite: name, anchor: HistoryRun(anchor), side: try source.side(of: anchor), origin: origin,
      options: options.history)
    for run in runs { builder.add(HistoryRun(run), try source.side(of: run)) }
    return builder.report()
  }

  /// The name of the suite at a path; a name that is no path stands for itself.
  private static func name(of suite: String) throws(ProblemReport) -> String {
    guard FileBytes.isFile(suite) || FileBytes.isFolder(suite) else {
      if suite.contains("/") { _ = try SuiteReader.file(of: suite) }
      return suite
    }
    if let read = try? SuiteReader.read(suite) { return read.name }
    // The runs of a suite that is broken at the moment are there all the same.
    return FileBytes.name(of: FileBytes.isFile(suite) ? FileBytes.folder(of: suite) : suite)
  }

  private func unknown(_ name: String, _ store: RunStore) throws(ProblemReport) -> ProblemReport {
    let known = try store.suites()
    let rest =
      known.isEmpty
      ? ": `evalroute run` stores one" : "; it has runs of \(known.joined(separator: ", "))"
    return ProblemReport(
      file: store.path,
      message: "has no run of suite `\(name)`\(Suggestion.clause(for: name, among: known))\(rest)")
  }

  private func anchor(
    of suite: String, _ oldest: StoredHistoryRun, _ store: RunStore
  ) throws(ProblemReport) -> (run: StoredHistoryRun, origin: HistoryReport.Anchor.Origin) {
    let metric = options.history.metric
    if let ref = options.anchor {
      let id = try store.resolve(ref, suite: suite)
      return (try store.historyRun(of: id, metric: metric), .named)
    }
    if let accepted = try store.accepted(suite: suite) {
      return (try store.historyRun(of: accepted.id, metric: metric), .accepted)
    }
    return (oldest, .oldest)
  }

  private func checkRouters(_ names: [String]) throws(ProblemReport) {
    let known = Set(names).sorted()
    var log = ProblemLog(file: options.storePath)
    for router in options.history.routers where !known.contains(router) {
      log.add(
        "none of these runs has a router `\(router)`\(Suggestion.clause(for: router, among: known));"
          + " they have \(known.joined(separator: ", "))")
    }
    try log.throwIfAny()
  }
}
