/// Which of its branches a router took on every trace: a tier, a topic, an arm or a rung.
package struct BranchColumn: Equatable, Sendable {
  /// The branches' names, in the order of the suite.
  package var names: [String]
  /// For each trace the index of its branch.
  package var codes: [UInt8]

  package init(names: [String], codes: [UInt8]) {
    self.names = names
    self.codes = codes
  }
}
