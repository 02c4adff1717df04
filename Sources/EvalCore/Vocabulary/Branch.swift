/// Where a router sends a query: to a model, or to another router of the suite.
package enum Branch: Equatable, Sendable {
  case model(String)
  case router(String)

  /// The model's or the router's name.
  package var target: String {
    switch self {
    case .model(let name), .router(let name): name
    }
  }

  /// The router that decides in turn; nil for a model.
  package var router: String? {
    if case .router(let name) = self { return name }
    return nil
  }
}
