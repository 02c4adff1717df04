import EvalCore
import EvalStore
import EvalSystem

/// Reads a history's runs with their traces; what runs share is read once.
struct HistorySource {
  private let store: RunStore
  /// The recordings of the anchor and of the run before: others are let go of.
  private var kept: [(number: Int64, shell: Shell)] = []

  /// A recording as comparisons see it.
  private struct Shell {
    var recording: Recording
    var golden: Golden
    var pool: ModelPool
  }

  init(_ store: RunStore) {
    self.store = store
  }

  /// Returns a run's traces with its routers' decisions.
  ///
  /// The first recording that is asked for, the anchor's, is kept throughout.
  mutating func side(of run: StoredHistoryRun) throws(ProblemReport) -> DiffSide {
    let shell = try shell(of: run)
    return DiffSide(
      title: run.summary.id, comparability: run.summary.comparability, golden: shell.golden,
      pool: shell.pool,
      routers: try store.choices(of: run, on: shell.recording).map {
        DiffSide.Router(name: $0.name, decisions: $0.decisions)
      }, knowledge: .everything)
  }

  private mutating func shell(of run: StoredHistoryRun) throws(ProblemReport) -> Shell {
    if let known = kept.first(where: { $0.number == run.recording }) { return known.shell }
    let recording = try store.recording(run.recording)
    let scale = try store.qualityScale(
      of: run.summary, unitsPerPoint: recording.unitsPerPoint)
    let golden = recording.golden(named: run.summary.golden, scale: scale)
    let shell = Shell(recording: recording, golden: golden, pool: recording.pool(prices: nil))
    kept = kept.prefix(1) + [(run.recording, shell)]
    return shell
  }
}

extension HistoryRun {
  init(_ run: StoredHistoryRun) {
    self.init(
      number: run.summary.number, id: run.summary.id, startedAt: run.summary.startedAt,
      verdict: run.summary.verdict, tool: run.summary.tool, traces: run.summary.traces,
      comparability: run.summary.comparability, git: run.summary.git,
      routers: run.routers.map {
        HistoryRun.Router(name: $0.name, configSHA256: $0.configSHA256, value: $0.value)
      })
  }
}
