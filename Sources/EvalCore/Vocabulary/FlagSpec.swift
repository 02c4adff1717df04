/// An experiment on a share of the users: a user always belongs to the same arm.
package struct FlagSpec: Equatable, Sendable {
  /// The share of the users in the experiment, 0 to 1.
  package var share: Double
  /// What serves the users in the experiment.
  package var experiment: Branch
  /// What serves the others.
  package var control: Branch
  /// Sets experiments apart: with another salt other users are chosen.
  package var salt: String

  package init(share: Double, experiment: Branch, control: Branch, salt: String = "") {
    self.share = share
    self.experiment = experiment
    self.control = control
    self.salt = salt
  }
}
