import EvalCore
import EvalStore
import EvalSystem

/// Finds the accepted run that a run is compared with.
struct BaselineResolver {
  let suite: Suite
  /// Opens the store, only where a baseline has to be looked up in it; nil where there is none.
  let store: () throws -> RunStore?

  /// Returns the baseline; nil where there is none or none is wanted.
  ///
  /// Looked for in this order: what `--baseline` names, the files beside the suite, the store's
  /// accepted run.
  ///
  /// - Throws: `ProblemReport` where a named baseline does not exist or is damaged.
  func resolve(_ choice: RunOptions.Baseline) throws -> BaselineRun? {
    switch choice {
    case .none: return nil
    case .ref(let ref): return try named(ref)
    case .automatic:
      if let beside = try BaselineFile.read(FileBytes.folder(of: suite.file)) { return beside }
      guard let store = try store() else { return nil }
      guard let accepted = try store.accepted(suite: suite.name) else { return nil }
      return try store.baseline(of: accepted.id, ref: accepted.id)
    }
  }

  private func named(_ ref: String) throws -> BaselineRun {
    if ref.hasPrefix("git:") { return try committed(String(ref.dropFirst(4)), ref: ref) }
    if FileBytes.isFolder(ref) {
      if let found = try BaselineFile.read(ref) { return found }
      throw ProblemReport(file: ref, message: "holds no \(BaselineFile.name)")
    }
    if FileBytes.isFile(ref) { return try BaselineFile.read(file: ref) }
    guard let store = try store() else {
      throw ProblemReport(file: ref, message: "names a stored run, and there is no store")
    }
    let id = try store.resolve(ref, suite: suite.name)
    return try store.baseline(of: id, ref: id)
  }

  private func committed(_ commit: String, ref: String) throws -> BaselineRun {
    let folder = FileBytes.folder(of: suite.file)
    let repository = GitRepository(folder: folder)
    guard let hash = repository.resolve(commit) else {
      throw ProblemReport(file: ref, message: "git knows no commit `\(commit)` in \(folder)")
    }
    guard let figures = repository.file(BaselineFile.name, at: hash),
      let decisions = repository.file(BaselineFile.decisionsName, at: hash)
    else {
      throw ProblemReport(
        file: ref, message: "has no \(BaselineFile.name) beside \(suite.file) at \(hash)")
    }
    return try BaselineFile.read(json: figures, decisions: decisions, ref: "git:\(hash)")
  }
}
