import EvalCore
package import EvalSystem
import GRDB

extension RunStore {
  /// Saves a run with everything that belongs to it, or nothing of it.
  ///
  /// A recording that the store already has is not written again.
  ///
  /// - Throws: `ProblemReport` where the run is incomplete, has an id that is taken or contradicts
  ///   itself, or where the store cannot be written.
  package func save(_ run: StoredRun) throws(ProblemReport) {
    guard run.report.incomplete != true else {
      throw ProblemReport(
        file: path, message: "run \(run.id) was interrupted: an incomplete run is not stored")
    }
    if let contradiction = run.traces.contradiction(with: run.report) {
      throw ProblemReport(
        file: path,
        message: "run \(run.id) contradicts itself (\(contradiction)): nothing was stored; this is"
          + " a mistake in evalroute, please report it")
    }
    let fingerprint = run.traces.recording.fingerprint
    try write { database in
      let taken = try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM run WHERE id = ?)", arguments: [run.id])
      guard taken != true else {
        throw ProblemReport(file: path, message: "already has a run \(run.id): nothing was stored")
      }
      let recordings = RecordingTable(database)
      let recording =
        try recordings.find(fingerprint)
        ?? recordings.insert(run.traces.recording, fingerprint: fingerprint)
      try RunTables(database).insert(run, recording: recording)
    }
  }
}
