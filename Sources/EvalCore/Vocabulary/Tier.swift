/// A named rung of a router's own ladder.
package struct Tier: Equatable, Sendable {
  /// The tier's name.
  package var name: String
  /// The model that serves it.
  package var model: String

  package init(name: String, model: String) {
    self.name = name
    self.model = model
  }
}
