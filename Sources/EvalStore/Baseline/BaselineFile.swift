package import EvalCore
package import EvalSystem

/// The two files beside a suite that hold its accepted run, to be committed with it.
///
/// `baseline.json` has the figures, small, for a review; `baseline.decisions.jsonl` one line for
/// each trace. The same run gives the same bytes, on every machine.
package enum BaselineFile {
  /// The name of the file with the figures.
  package static let name = "baseline.json"
  /// The name of the file with the decisions.
  package static let decisionsName = "baseline.decisions.jsonl"

  /// The contents of the two files.
  package struct Contents: Equatable, Sendable {
    /// The figures, `baseline.json`.
    package var json: [UInt8]
    /// The decisions, `baseline.decisions.jsonl`.
    package var decisions: [UInt8]
  }

  /// Returns the two files of a run.
  ///
  /// - Parameters:
  ///   - report: The run's report.
  ///   - traces: What it did trace by trace.
  /// - Returns: Their bytes.
  /// - Throws: `ProblemReport` where the run was interrupted, or its parts contradict each other.
  package static func render(
    report: RunReport, traces: RunTraces
  ) throws(ProblemReport) -> Contents {
    guard report.incomplete != true else {
      throw ProblemReport(
        file: name, message: "the run was interrupted: an incomplete run cannot be a baseline")
    }
    if let contradiction = traces.contradiction(with: report) {
      throw ProblemReport(
        file: name,
        message: "the run contradicts itself (\(contradiction)): this is a mistake in evalroute,"
          + " please report it")
    }
    let decisions = DecisionLineWriter.write(traces)
    let document = BaselineDocument(
      report, unitsPerPoint: traces.recording.unitsPerPoint,
      decisionsSHA256: SHA256.hex(SHA256.digest(decisions)))
    return Contents(json: document.render(), decisions: decisions)
  }

  /// Writes the two files of a run into a suite's folder, over those that are there.
  ///
  /// - Parameters:
  ///   - report: The run's report.
  ///   - traces: What it did trace by trace.
  ///   - folder: The suite's folder.
  /// - Throws: `ProblemReport` where the run was interrupted or the folder cannot be written.
  package static func write(
    report: RunReport, traces: RunTraces, to folder: String
  ) throws(ProblemReport) {
    let contents = try render(report: report, traces: traces)
    // The figures last: until they are there, the hash in the old ones gives new decisions away.
    try AtomicFile.write(contents.decisions, to: FileBytes.join(folder, decisionsName))
    try AtomicFile.write(contents.json, to: FileBytes.join(folder, name))
  }

  /// Reads the accepted run of a suite's folder; nil where there is none.
  ///
  /// - Throws: `ProblemReport` where one of the files is missing or anything in them is wrong.
  package static func read(_ folder: String) throws(ProblemReport) -> BaselineRun? {
    let json = FileBytes.join(folder, name)
    let decisions = FileBytes.join(folder, decisionsName)
    let isThere = [json, decisions].contains { FileBytes.isFile($0) || FileBytes.isFolder($0) }
    guard isThere else { return nil }
    return try read(file: json)
  }

  /// Reads an accepted run by the path of its file of figures, with the decisions beside it.
  ///
  /// - Throws: `ProblemReport` where one of the files is missing or anything in them is wrong.
  package static func read(file path: String) throws(ProblemReport) -> BaselineRun {
    let stem = path.hasSuffix(".json") ? String(path.dropLast(".json".count)) : path
    let decisions = stem + ".decisions.jsonl"
    return try read(
      json: try FileBytes.read(path), decisions: try FileBytes.read(decisions), ref: path,
      shown: (path, decisions))
  }

  /// Reads an accepted run from the contents of its two files, as a commit holds them.
  ///
  /// - Parameters:
  ///   - json: The figures.
  ///   - decisions: The decisions.
  ///   - ref: How the user named the baseline; it stands before the files' names in messages.
  /// - Returns: The run.
  /// - Throws: `ProblemReport` with every mistake and its line.
  package static func read(
    json: [UInt8], decisions: [UInt8], ref: String
  ) throws(ProblemReport) -> BaselineRun {
    try read(
      json: json, decisions: decisions, ref: ref,
      shown: ("\(ref): \(name)", "\(ref): \(decisionsName)"))
  }

  /// Removes both files from a suite's folder.
  ///
  /// - Returns: Whether there was one.
  /// - Throws: `ProblemReport` where they may not be removed.
  package static func remove(from folder: String) throws(ProblemReport) -> Bool {
    var removed = false
    for name in [name, decisionsName] {
      let path = FileBytes.join(folder, name)
      guard FileBytes.isFile(path) else { continue }
      try FileRemoval.remove(path)
      removed = true
    }
    return removed
  }

  private static func read(
    json: [UInt8], decisions: [UInt8], ref: String, shown: (json: String, decisions: String)
  ) throws(ProblemReport) -> BaselineRun {
    let document = try BaselineDocument.read(json, file: shown.json)
    try checkLineEnds(of: decisions, file: shown.decisions)
    var log = ProblemLog(file: shown.decisions)
    var reader = DecisionLineReader(document)
    reader.read(decisions, log: &log)
    if SHA256.hex(SHA256.digest(decisions)) != document.decisionsSHA256 {
      log.add(
        "is not the file that \(name) was written with (its SHA-256 differs): check out both from"
          + " one commit, or accept the run again")
    } else if log.isEmpty, reader.ids.count != document.golden.traces {
      log.add(
        "has \(reader.ids.count) traces, \(name) says \(document.golden.traces):"
          + " accept the run again")
    }
    try log.throwIfAny()
    var run = BaselineRun(
      ref: ref, comparability: document.comparability, unitsPerPoint: document.unitsPerPoint,
      models: document.models, ids: reader.ids, quality: reader.quality, cost: reader.cost,
      routers: reader.scoredRouters(), gates: document.gates.map(\.name))
    run.prices = document.prices
    return run
  }

  /// Refuses what Git makes of the file on Windows: a mistake on every line would bury the reason.
  private static func checkLineEnds(
    of decisions: [UInt8], file: String
  ) throws(ProblemReport) {
    guard decisions.contains(UInt8(ascii: "\r")) else { return }
    throw ProblemReport(
      file: file,
      message: "its line ends were changed to CRLF: write `*.jsonl -text` into .gitattributes and"
        + " check it out again")
  }
}
