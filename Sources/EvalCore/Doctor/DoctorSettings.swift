/// How thoroughly a suite's gates are examined.
package struct DoctorSettings: Equatable, Sendable {
  /// How many changes that change nothing each gate is shown; nil to choose by the size of the
  /// suite.
  package var replicates: Int?
  /// How many times each regression is planted; nil to choose by the size of the suite.
  package var powerReplicates: Int?
  /// The share of clusters whose routes differ between the two sides of a made-up change.
  package var flipShare: Double

  /// The replicates of a suite of ordinary size, and the fewest of a large one.
  package static let ordinary = (alarms: 200, power: 100)
  static let fewest = (alarms: 40, power: 20)
  /// The share of false alarms that a gate may have.
  package static let level = ChangeQuestion.level
  /// How many times its margin a gate's planted regressions measure.
  package static let multiples = [1, 2, 3]

  package init(
    replicates: Int? = nil, powerReplicates: Int? = nil, flipShare: Double = 0.06
  ) {
    self.replicates = replicates
    self.powerReplicates = powerReplicates
    self.flipShare = flipShare
  }
}
