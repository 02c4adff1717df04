import ArgumentParser
import EvalCore
import EvalHarness

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

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
      RunCommand.self, DiffCommand.self, HistoryCommand.self, BaselineCommand.self,
      ListCommand.self, ShowCommand.self, ExportCommand.self, ExplainCommand.self,
      TrainCommand.self, CalibrateCommand.self, DriftCommand.self, LintCommand.self,
      DoctorCommand.self,
      ImportCommand.self,
    ])

  /// Parses the command line, runs the command, and ends with 2 where its result was not written.
  static func main() {
    // A reader that goes away must not keep the suites behind from being run.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      // A run listens itself: it marks its reports.
      let interruption = command is RunCommand ? nil : Interruption()
      try command.run()
      interruption?.stop()
    } catch {
      Interruption.takesOver()
      if !Console.hasLostOutput { exit(withError: error) }
    }
    if Console.hasLostOutput { exit(withError: ExitCode(ExitStatus.broken.rawValue)) }
  }
}
