import GRDB

/// The tables of a store, and the steps from each version of them to the next.
///
/// Steps are append-only: a store keeps the number of the last one in its `user_version`, and a
/// released step never changes. `docs/store.md` tells people what the tables hold.
enum StoreSchema {
  /// What marks a store in the header of its file: `EVRT`.
  static let applicationID: Int32 = 0x4556_5254

  /// The steps, in order.
  static let steps = [version1, version2]

  /// The version that this evalroute reads and writes.
  static var version: Int { steps.count }

  /// Takes the steps that a store lacks, all or none of them.
  ///
  /// Two processes may do this at the same moment: the version is read again under the write lock.
  static func migrate(_ database: Database) throws {
    guard try userVersion(database) < version else { return }
    try database.inTransaction(.immediate) {
      for step in steps.dropFirst(try userVersion(database)) {
        try database.execute(sql: step)
      }
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try database.execute(sql: "PRAGMA user_version = \(version)")
      return .commit
    }
  }

  /// Returns the version of a store.
  static func userVersion(_ database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
  }

  /// Returns the mark of a file.
  static func applicationID(_ database: Database) throws -> Int32 {
    try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
  }

  /// What deciding itself cost.
  private static let version2 = """
    ALTER TABLE decision ADD COLUMN spent BLOB;
    ALTER TABLE decision ADD COLUMN spent_tokens BLOB;
    """

  private static let version1 = """
    CREATE TABLE recording (
      number INTEGER PRIMARY KEY,
      fingerprint TEXT NOT NULL UNIQUE,
      golden_sha256 TEXT NOT NULL,
      prices_sha256 TEXT NOT NULL,
      traces INTEGER NOT NULL,
      units_per_point INTEGER NOT NULL,
      ids BLOB NOT NULL,
      clusters BLOB NOT NULL,
      weights BLOB
    );

    CREATE TABLE recording_label (
      recording INTEGER NOT NULL REFERENCES recording (number) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      levels BLOB NOT NULL,
      codes BLOB NOT NULL,
      PRIMARY KEY (recording, position),
      UNIQUE (recording, name)
    );

    CREATE TABLE recording_model (
      recording INTEGER NOT NULL REFERENCES recording (number) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      quality BLOB NOT NULL,
      cost BLOB,
      latency BLOB,
      input_tokens BLOB,
      output_tokens BLOB,
      PRIMARY KEY (recording, position),
      UNIQUE (recording, name)
    );

    CREATE TABLE run (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE CHECK (id <> ''),
      suite TEXT NOT NULL,
      suite_file TEXT NOT NULL,
      verdict TEXT NOT NULL CHECK (verdict IN ('passed', 'failed', 'inconclusive')),
      exit_code INTEGER NOT NULL,
      started_at TEXT NOT NULL,
      duration_ms REAL NOT NULL,
      tool TEXT NOT NULL,
      golden TEXT NOT NULL,
      traces INTEGER NOT NULL,
      golden_sha256 TEXT NOT NULL,
      suite_sha256 TEXT NOT NULL,
      prices_sha256 TEXT NOT NULL,
      metric_version INTEGER NOT NULL,
      seed TEXT NOT NULL,
      git_commit TEXT,
      git_branch TEXT,
      git_dirty INTEGER CHECK ((git_dirty IS NULL) = (git_commit IS NULL)),
      recording INTEGER NOT NULL REFERENCES recording (number)
    );
    CREATE INDEX run_by_suite ON run (suite);
    CREATE INDEX run_by_suite_and_time ON run (suite, started_at);
    CREATE INDEX run_by_recording ON run (recording);

    CREATE TABLE document (
      run INTEGER PRIMARY KEY REFERENCES run (number) ON DELETE CASCADE,
      sha256 TEXT NOT NULL,
      json TEXT NOT NULL
    );

    CREATE TABLE run_tag (
      run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
      name TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (run, name)
    ) WITHOUT ROWID;

    CREATE TABLE router (
      run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
      name TEXT NOT NULL,
      position INTEGER NOT NULL,
      kind TEXT NOT NULL,
      config_sha256 TEXT NOT NULL,
      threshold REAL,
      PRIMARY KEY (run, name),
      UNIQUE (run, position)
    ) WITHOUT ROWID;

    CREATE TABLE decision (
      run INTEGER NOT NULL,
      router TEXT NOT NULL,
      model BLOB NOT NULL,
      score BLOB,
      PRIMARY KEY (run, router),
      FOREIGN KEY (run, router) REFERENCES router (run, name) ON DELETE CASCADE
    );

    CREATE TABLE metric (
      run INTEGER NOT NULL,
      router TEXT NOT NULL,
      cohort TEXT NOT NULL,
      metric TEXT NOT NULL,
      model TEXT NOT NULL,
      estimate REAL,
      low REAL,
      high REAL,
      raw REAL,
      status TEXT,
      undefined TEXT CHECK ((undefined IS NULL) = (estimate IS NOT NULL)),
      PRIMARY KEY (run, router, cohort, metric, model),
      FOREIGN KEY (run, router) REFERENCES router (run, name) ON DELETE CASCADE
    ) WITHOUT ROWID;

    CREATE TABLE gate (
      run INTEGER NOT NULL,
      position INTEGER NOT NULL,
      title TEXT NOT NULL,
      router TEXT NOT NULL,
      metric TEXT NOT NULL,
      model TEXT,
      cohort TEXT NOT NULL,
      verdict TEXT NOT NULL CHECK (verdict IN ('passed', 'failed', 'inconclusive')),
      blocking INTEGER NOT NULL,
      requirement TEXT NOT NULL,
      value REAL,
      undefined TEXT CHECK ((undefined IS NULL) = (value IS NOT NULL)),
      limit_value REAL NOT NULL,
      limit_is_relative INTEGER NOT NULL,
      compared_with TEXT,
      reason TEXT NOT NULL,
      why TEXT,
      waived_until TEXT,
      waived_reason TEXT,
      on_inconclusive TEXT NOT NULL,
      line INTEGER NOT NULL,
      PRIMARY KEY (run, position),
      FOREIGN KEY (run, router) REFERENCES router (run, name) ON DELETE CASCADE
    ) WITHOUT ROWID;
    CREATE INDEX gate_by_router ON gate (run, router);

    CREATE TABLE baseline (
      suite TEXT PRIMARY KEY NOT NULL,
      run INTEGER NOT NULL REFERENCES run (number),
      accepted_at TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX baseline_by_run ON baseline (run);
    """
}
