/// A router as a suite declares it.
package struct RouterSpec: Equatable, Sendable {
  /// The router's name, unique in its suite.
  package var name: String
  /// What kind of router it is, with what that kind needs.
  package var kind: RouterKind
  /// What the router stands for, one line.
  package var why: String?
  /// The line of the suite file.
  package var line: Int
  /// The SHA-256 of the router's configuration, `name` and `why` left out.
  package var sha256: String

  package init(name: String, kind: RouterKind, why: String?, line: Int, sha256: String = "") {
    self.name = name
    self.kind = kind
    self.why = why
    self.line = line
    self.sha256 = sha256
  }
}
