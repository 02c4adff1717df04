import ArgumentParser
import EvalHarness

/// `evalroute explain`.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tell one trace's story: what every router decided, why, and what came of it.")

  @Argument(help: "The suite.")
  var suite: String

  @Argument(help: "The trace's id.")
  var trace: String

  @OptionGroup var settings: EvaluationSettings

  @Flag(help: "Print one JSON document to standard output and nothing else.")
  var json = false

  /// Prints the story.
  func run() throws {
    try CommandFailure.exitingOnProblem(json: json) {
      let explanation = try Explanation(suite, trace: trace, options: settings.options)
      Console.out(json ? try explanation.json : explanation.text)
    }
  }
}
