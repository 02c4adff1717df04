package import EvalSystem

/// A golden as an importer read it, not written yet.
package struct GoldenDraft: Equatable, Sendable {
  /// Something of the source that was left out on purpose.
  package struct Omission: Equatable, Sendable {
    /// What was left out, such as `contaminated questions`.
    package var what: String
    /// How many of them.
    package var count: Int

    package init(what: String, count: Int) {
      self.what = what
      self.count = count
    }
  }

  /// What the golden says about itself.
  package var manifest: ManifestDraft
  /// The traces, in the order of the source.
  package var traces: [TraceDraft]
  /// What of the source is not among the traces.
  package var leftOut: [Omission]
  /// What a person should know before trusting the golden, one sentence each.
  package var warnings: [String]

  package init(
    manifest: ManifestDraft, traces: [TraceDraft], leftOut: [Omission] = [],
    warnings: [String] = []
  ) {
    self.manifest = manifest
    self.traces = traces
    self.leftOut = leftOut.filter { $0.count > 0 }
    self.warnings = warnings
  }

  /// Writes the golden's folder.
  ///
  /// - Parameters:
  ///   - folder: The folder, made where it does not exist.
  ///   - overwrite: Whether a folder that holds something is written into.
  /// - Returns: What was imported, for a person.
  /// - Throws: `ProblemReport` as `GoldenWriter.write` does.
  package func write(
    to folder: String, overwrite: Bool = false
  ) throws(ProblemReport) -> ImportedGolden {
    let files = try GoldenWriter.write(manifest, traces, to: folder, overwrite: overwrite)
    return ImportedGolden(self, files: files)
  }
}
