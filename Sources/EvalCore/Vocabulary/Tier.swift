/// A named rung of a router's own ladder.
package struct Tier: Equatable, Sendable {
  /// The tier's name.
  package var name: String
  /// What serves it.
  package var branch: Branch

  package init(name: String, branch: Branch) {
    self.name = name
    self.branch = branch
  }

  /// A tier that a model serves.
  package init(name: String, model: String) {
    self.init(name: name, branch: .model(model))
  }
}
