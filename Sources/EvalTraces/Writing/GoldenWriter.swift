package import EvalSystem
import Foundation

/// Writes a golden's folder: `traces.jsonl` and `golden.yaml`.
package enum GoldenWriter {
  private static let manifestName = "golden.yaml"
  private static let tracesName = "traces.jsonl"

  /// A file that was written.
  package struct WrittenFile: Equatable, Sendable {
    /// The path, the folder included.
    package var path: String
    /// The size in bytes.
    package var bytes: Int
  }

  /// Writes a golden, the manifest last, so that a crash leaves no golden that looks whole.
  ///
  /// Traces are sorted by the bytes of their ids; equal drafts give equal files.
  ///
  /// - Parameters:
  ///   - manifest: The manifest; its `files` are filled in here.
  ///   - traces: The traces, in any order.
  ///   - folder: The golden's folder, made where it does not exist.
  ///   - overwrite: Whether a folder that holds something is written into.
  /// - Returns: The files, in the order they were written.
  /// - Throws: `ProblemReport` where a draft is wrong, the folder is taken or cannot be written.
  @discardableResult
  package static func write(
    _ manifest: ManifestDraft, _ traces: [TraceDraft], to folder: String, overwrite: Bool = false
  ) throws(ProblemReport) -> [WrittenFile] {
    let sorted = traces.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    try DraftCheck.check(manifest, sorted, folder: folder)
    if !overwrite { try checkIsFree(folder) }
    let lines = Array((sorted.map(\.json).joined(separator: "\n") + "\n").utf8)
    var manifest = manifest
    manifest.files = [
      ManifestDraft.File(
        path: tracesName, rows: sorted.count, sha256: SHA256.hex(SHA256.digest(lines)))
    ]
    return [
      try write(lines, to: FileBytes.join(folder, tracesName)),
      try write(Array(manifest.yaml.utf8), to: FileBytes.join(folder, manifestName)),
    ]
  }

  private static func write(_ bytes: [UInt8], to path: String) throws(ProblemReport) -> WrittenFile
  {
    try AtomicFile.write(bytes, to: path)
    return WrittenFile(path: path, bytes: bytes.count)
  }

  private static func checkIsFree(_ folder: String) throws(ProblemReport) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard let first = names.min() else { return }
    throw ProblemReport(
      file: folder,
      message: "this folder is not empty (it holds `\(first)`); choose another one, or pass"
        + " --overwrite to replace its golden")
  }
}
