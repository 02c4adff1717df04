/// The version of evalroute.
package enum ToolVersion {
  /// Semantic version, as `--version` prints it.
  package static let current = "0.1.0"
}
