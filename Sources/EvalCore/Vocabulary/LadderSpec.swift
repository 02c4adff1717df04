/// Routers asked one after the other until one is sure: the cheapest decision that is good enough.
package struct LadderSpec: Equatable, Sendable {
  /// One router of the ladder.
  package struct Rung: Equatable, Sendable {
    /// The router's name.
    package var router: String
    /// The scores between which it is not sure, both included; nil where it says so itself.
    package var unsure: ClosedRange<Double>?
    /// The line of the suite file.
    package var line: Int

    package init(router: String, unsure: ClosedRange<Double>? = nil, line: Int) {
      self.router = router
      self.unsure = unsure
      self.line = line
    }
  }

  /// The rungs, the cheapest decision first; the last one always decides.
  package var rungs: [Rung]

  package init(rungs: [Rung]) {
    self.rungs = rungs
  }
}
