/// A difference of means, split into a change of mix and changes within cohorts.
///
/// Kitagawa (1955), "Components of a difference between two rates". With
/// shares p, means q and whole means Q,
///
///     mix    = (p¹ - p⁰) ((q⁰ + q¹)/2 - c),   c = (Q⁰ + Q¹)/2
///     within = ½ (p⁰ + p¹) (q¹ - q⁰)
///
/// sum to Q¹ - Q⁰ over the cohorts. The constant c does not change the sum, as
/// shares sum to one on both sides; it makes the mix of a cohort negative
/// where a cohort worse than the whole has grown. A cohort that is missing on
/// one side is given the mean of the other: it is all mix.
package struct MixShift: Equatable, Sendable {
  /// What one cohort adds to the difference.
  package struct Effect: Equatable, Sendable {
    /// What comes of its having grown or shrunk.
    package let mix: Double

    /// What comes of its mean having changed.
    package let within: Double
  }

  /// The mean of the whole before.
  package let referenceMean: Double

  /// The mean of the whole after.
  package let currentMean: Double

  /// The effects of the cohorts, in the order they were given.
  package let effects: [Effect]

  /// The part of the difference that comes of the mix.
  package let mix: Double

  /// The part of the difference that comes of changes within cohorts.
  package let within: Double

  /// The mean after less the mean before, the sum of both parts.
  package var difference: Double { currentMean - referenceMean }

  /// Whether the whole moved against what happened within its cohorts.
  ///
  /// The reversal of Simpson (1951): the mix hides the direction. A part
  /// within rounding of zero has no direction.
  package var isReversed: Bool {
    let rounding = 1e-12 * max(referenceMean.magnitude, currentMean.magnitude)
    return min(difference.magnitude, within.magnitude) > rounding
      && (difference > 0) != (within > 0)
  }

  /// Splits the difference between two mixtures of cohorts.
  ///
  /// `nil` when there is nothing on a side.
  ///
  /// - Parameter cohorts: Cohorts that partition each side.
  package init?(cohorts: [CohortShift]) {
    let referenceWeight = cohorts.reduce(0) { $0 + ($1.reference?.weight ?? 0) }
    let currentWeight = cohorts.reduce(0) { $0 + ($1.current?.weight ?? 0) }
    guard referenceWeight > 0, currentWeight > 0 else { return nil }
    let before = Self.mean(cohorts.compactMap(\.reference), referenceWeight)
    let after = Self.mean(cohorts.compactMap(\.current), currentWeight)
    let effects = cohorts.map { cohort in
      Self.effect(
        cohort, weights: (referenceWeight, currentWeight), centre: (before + after) / 2)
    }
    referenceMean = before
    currentMean = after
    self.effects = effects
    mix = CompensatedSum.sum(effects.map(\.mix))
    within = CompensatedSum.sum(effects.map(\.within))
  }

  private static func mean(_ sides: [CohortShift.Side], _ weight: Int64) -> Double {
    CompensatedSum.sum(sides.map { Double($0.weight) * $0.mean }) / Double(weight)
  }

  private static func effect(
    _ cohort: CohortShift,
    weights: (reference: Int64, current: Int64),
    centre: Double
  ) -> Effect {
    let p = Double(cohort.reference?.weight ?? 0) / Double(weights.reference)
    let q = Double(cohort.current?.weight ?? 0) / Double(weights.current)
    guard let before = cohort.reference?.mean ?? cohort.current?.mean,
      let after = cohort.current?.mean ?? cohort.reference?.mean
    else { return Effect(mix: 0, within: 0) }
    return Effect(
      mix: (q - p) * ((before - centre) + (after - centre)) / 2,
      within: (p + q) / 2 * (after - before))
  }
}
