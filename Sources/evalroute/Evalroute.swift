import ArgumentParser
import EvalHarness

/// The command line.
@main
struct Evalroute: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evalroute",
    abstract: "Tells whether a router between language models has got worse.",
    discussion: """
      A suite replays routers against recorded queries, and its gates pass, fail, or cannot tell.

      Begin with:  evalroute run suites/mtbench
      """,
    version: ToolVersion.current,
    subcommands: [
      RunCommand.self, BaselineCommand.self, ListCommand.self, ShowCommand.self,
      ExportCommand.self, ExplainCommand.self, LintCommand.self, ImportCommand.self,
    ])
}
