/// A router as a suite declares it.
package struct RouterSpec: Equatable, Sendable {
  /// The router's name, unique in its suite.
  package var name: String
  /// What kind of router it is, with what that kind needs.
  package var kind: RouterKind
  /// Which routers decide in turn where this one chooses a model: each under the model's name.
  package var branches: [Tier] = []
  /// The router of the suite that this one is meant to decide like; nil for none.
  package var imitates: String?
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

  /// The routers that must decide before this one can, each once.
  package var references: [String] {
    var seen: Set<String> = []
    return (kind.references + branches.compactMap(\.branch.router)).filter {
      seen.insert($0).inserted
    }
  }
}
