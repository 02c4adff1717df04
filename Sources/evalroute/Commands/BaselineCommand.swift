import ArgumentParser
import EvalHarness

/// `evalroute baseline`.
struct BaselineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Accept a run as the one that later runs are compared with.",
    subcommands: [Accept.self, Show.self, List.self, Drop.self])

  /// `evalroute baseline accept`.
  struct Accept: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Accept a suite's newest stored run, and write it beside the suite.")

    @Argument(help: "The suite.")
    var suite: String

    @Option(
      name: .customLong("run"),
      help: ArgumentHelp("The run, in place of the newest.", valueName: "ref"))
    var ref: String?

    @OptionGroup var store: StoreOptions

    /// Accepts, and says what to commit.
    func run() throws {
      try CommandFailure.exitingOnProblem {
        let accepted = try BaselineOperations(storePath: store.path)
          .accept(suite, run: ref, at: Instant(Console.now()))
        for warning in accepted.warnings { Console.note("warning: " + warning) }
        Console.out("accepted run \(accepted.run) of \(accepted.suite) (\(accepted.verdict))\n")
        for file in accepted.files { Console.out("wrote \(file)\n") }
        Console.out("commit both: later runs are compared with them\n")
      }
    }
  }

  /// `evalroute baseline show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the accepted figures of a suite.")

    @Argument(help: "The suite.")
    var suite: String

    /// Prints baseline.json as it is.
    func run() throws {
      try CommandFailure.exitingOnProblem {
        Console.out(try BaselineOperations(storePath: "").show(suite))
      }
    }
  }

  /// `evalroute baseline list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the runs that the store has as accepted.")

    @OptionGroup var store: StoreOptions

    @Flag(help: "Print one JSON document to standard output and nothing else.")
    var json = false

    /// Prints one line for each suite.
    func run() throws {
      try CommandFailure.exitingOnProblem(json: json) {
        let baselines = try BaselineOperations(storePath: store.path).list()
        Console.out(json ? try StoreText.json(baselines) : StoreText.text(baselines))
      }
    }
  }

  /// `evalroute baseline drop`.
  struct Drop: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove a suite's baseline: its files, and the store's acceptance.")

    @Argument(help: "The suite.")
    var suite: String

    @OptionGroup var store: StoreOptions

    /// Removes, and says whether there was anything.
    func run() throws {
      try CommandFailure.exitingOnProblem {
        let dropped = try BaselineOperations(storePath: store.path).drop(suite)
        Console.out(dropped ? "dropped\n" : "there was no baseline\n")
      }
    }
  }
}
