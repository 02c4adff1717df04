package import EvalCore
package import EvalSystem

extension RouterTrainer {
  /// A router that is imitated, and what it chose.
  package struct Teacher: Sendable {
    /// For each query the chosen model's place among the models to choose between.
    package var choices: [UInt8]
    package var imitation: TrainedRouter.Imitation
    /// What the teacher was trained on itself; nil for one that was not.
    var prints: PromptPrints?

    /// Takes a suite's router with what it chose.
    ///
    /// - Parameters:
    ///   - router: The router.
    ///   - asked: The routers that were asked for that, itself included.
    ///   - suite: The suite that declares it.
    ///   - choices: For each query its choice, by the suite's ladder.
    /// - Throws: `ProblemReport` where the file of a trained router cannot be read.
    package init(
      _ router: RouterSpec, asked: [RouterSpec], of suite: Suite, choices: [UInt8]
    ) throws(ProblemReport) {
      self.choices = choices
      imitation = TrainedRouter.Imitation(
        router: router.name, kind: router.kind.name, suite: suite.name,
        configSHA256: router.sha256)
      for other in asked {
        guard case .learned(let routing) = other.kind else { continue }
        let seen = try TrainedRouterFile.read(routing.file).prints
        if prints == nil { prints = seen } else { prints?.append(seen) }
      }
    }
  }
}
