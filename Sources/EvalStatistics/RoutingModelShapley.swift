/// A difference of means, split between new routes and new recordings of the models.
///
/// The Shapley value (1953) of two factors: the effect of each, averaged over
/// which of them changes first. Exact, and the same whichever is named first.
package struct RoutingModelShapley: Equatable, Sendable {
  /// The part that comes of the routes.
  package let routing: Double

  /// The part that comes of the models.
  package let model: Double

  /// The whole difference, the sum of both parts.
  package var difference: Double { routing + model }

  /// Splits the difference between new routes on new models and old on old.
  ///
  /// - Parameters:
  ///   - oldRoutesOldModels: The mean before.
  ///   - newRoutesOldModels: The mean of the new routes on the old recording.
  ///   - oldRoutesNewModels: The mean of the old routes on the new recording.
  ///   - newRoutesNewModels: The mean after.
  /// - Precondition: Means are finite.
  package init(
    oldRoutesOldModels: Double,
    newRoutesOldModels: Double,
    oldRoutesNewModels: Double,
    newRoutesNewModels: Double
  ) {
    precondition(
      [oldRoutesOldModels, newRoutesOldModels, oldRoutesNewModels, newRoutesNewModels]
        .allSatisfy(\.isFinite), "a mean that is not finite")
    routing =
      ((newRoutesOldModels - oldRoutesOldModels)
        + (newRoutesNewModels - oldRoutesNewModels)) / 2
    model =
      ((oldRoutesNewModels - oldRoutesOldModels)
        + (newRoutesNewModels - newRoutesOldModels)) / 2
  }
}
