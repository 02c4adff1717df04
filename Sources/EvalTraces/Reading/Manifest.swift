package import EvalCore

/// A golden's `golden.yaml`: what was recorded, by whom, on which scale, and in which files.
package struct Manifest: Sendable {
  /// One JSON Lines file of traces.
  package struct File: Sendable {
    /// The path relative to the golden's folder, always inside it.
    package var path: String
    /// The number of traces.
    package var rows: Int
    /// The SHA-256 of the file's bytes, lowercase hexadecimal.
    package var sha256: String
    /// The line of the manifest.
    package var line: Int
  }

  /// One recorded model.
  package struct Model: Sendable {
    package var name: String
    package var price: ModelPrice?
  }

  /// The manifest's file, as the user named it.
  package var file: String
  package var name: String
  package var summary: String?
  package var scale: QualityScale
  package var models: [Model]
  package var files: [File]
}
