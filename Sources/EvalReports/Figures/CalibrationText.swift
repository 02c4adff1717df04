import EvalCore

/// What a router's scores are worth as probabilities, in words.
enum CalibrationText {
  /// Returns one sentence, the same in every report; nil for a router without a calibration.
  ///
  /// The calibration error stands beside what it would be for perfect scores: alone it says
  /// nothing.
  static func sentence(_ router: RouterReport) -> String? {
    guard let calibration = router.calibration, let brier = router.metrics.brier.estimate else {
      return nil
    }
    let parts = [
      "Brier \(fraction(brier.estimate)) = \(fraction(calibration.miscalibration)) miscalibration"
        + " − \(fraction(calibration.discrimination)) discrimination"
        + " + \(fraction(calibration.uncertainty)) uncertainty",
      "ECE \(fraction(calibration.ece)), \(fraction(calibration.expectedECE)) expected of perfect"
        + " scores",
      spiegelhalter(calibration.spiegelhalter),
    ]
    return parts.joined(separator: "; ")
  }

  private static func spiegelhalter(_ test: CalibrationReport.Spiegelhalter) -> String {
    switch test.z {
    case .value(let z): "Spiegelhalter z \(NumberText.fixed(z, decimals: 2))"
    case .undefined(let reason): "no Spiegelhalter test: \(reason)"
    }
  }

  private static func fraction(_ value: Double) -> String {
    NumberText.fixed(value, decimals: 3)
  }
}
