import ArgumentParser
import EvalHarness
import EvalTraces

/// `evalroute import`.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make a golden out of recorded data.",
    subcommands: [
      RouteLLM.self, CSV.self, JSONLines.self, RouterBench.self, OmnisBench.self,
    ])

  /// Where a golden goes, and what of the source's texts goes with it.
  struct Target: ParsableArguments {
    @Option(name: .customLong("out"), help: "The golden's folder.")
    var folder: String

    @Option(help: "The golden's name.")
    var name: String?

    @Flag(help: "Leave messages and responses out.")
    var figuresOnly = false

    @Option(help: "The day of the recording, yyyy-mm-dd.")
    var date: String?

    @Flag(help: "Write into a folder that already holds something.")
    var overwrite = false

    /// The options as the importers take them.
    var options: ImportOptions {
      ImportOptions(name: name, figuresOnly: figuresOnly, date: date)
    }

    /// Writes a golden, and prints what it holds.
    func write(_ draft: GoldenDraft) throws {
      Console.out(
        ImportText.text(try draft.write(to: folder, overwrite: overwrite), folder: folder))
    }
  }

  /// `evalroute import routellm`.
  struct RouteLLM: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "routellm", abstract: "RouteLLM's own benchmark files.")

    @Argument(help: "The folder of the benchmark, or the one above it.")
    var folder: String

    @Option(help: "mt-bench, gsm8k or mmlu.")
    var benchmark: RouteLLMImporter.Benchmark

    @Flag(help: "Keep the prompts that RouteLLM leaves out as contaminated.")
    var keepContaminated = false

    @Option(help: "MT-Bench: JSON Lines whose turns replace the prompts.")
    var prompts: String?

    @OptionGroup var target: Target

    /// Imports.
    func run() throws {
      try CommandFailure.exitingOnProblem {
        try target.write(
          try RouteLLMImporter(
            benchmark: benchmark, keepContaminated: keepContaminated, promptsFile: prompts,
            options: target.options
          ).read(folder))
      }
    }
  }

  /// What a table needs to be told.
  struct Table: ParsableArguments {
    @Argument(help: "The table: one row for each query.")
    var file: String

    @Option(
      name: .customLong("map"),
      help: ArgumentHelp(
        "What a column becomes, such as quality.MODEL=COLUMN, cohort.NAME=COLUMN or id=COLUMN;"
          + " may be repeated.", valueName: "what=column"))
    var map: [String]

    @Option(help: "The lowest quality.")
    var qualityMin = 0.0

    @Option(help: "The highest quality.")
    var qualityMax = 1.0

    @Option(
      name: .customLong("price"),
      help: ArgumentHelp(
        "USD for a million tokens read and written; may be repeated.", valueName: "model=in/out"))
    var prices: [String] = []

    @OptionGroup var target: Target

    /// Imports a table of a format.
    func run(_ format: TableFormat) throws {
      try CommandFailure.exitingOnProblem {
        try target.write(
          try TableImporter(
            map: try ColumnMap(parsing: map), format: format,
            quality: ManifestDraft.Quality(min: qualityMin, max: qualityMax),
            prices: try PriceOption.parse(prices), options: target.options
          ).read(file))
      }
    }
  }

  /// `evalroute import csv`.
  struct CSV: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "csv", abstract: "Anybody's table, as comma-separated values.")

    @OptionGroup var table: Table

    /// Imports.
    func run() throws { try table.run(.csv) }
  }

  /// `evalroute import jsonl`.
  struct JSONLines: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "jsonl", abstract: "Anybody's table, as JSON Lines.")

    @OptionGroup var table: Table

    /// Imports.
    func run() throws { try table.run(.jsonl) }
  }

  /// `evalroute import routerbench`.
  struct RouterBench: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "routerbench", abstract: "RouterBench's wide tables, as CSV.")

    @Argument(help: "The table.")
    var file: String

    @OptionGroup var target: Target

    /// Imports.
    func run() throws {
      try CommandFailure.exitingOnProblem {
        try target.write(try RouterBenchImporter(options: target.options).read(file))
      }
    }
  }
}

extension ImportCommand {
  /// `evalroute import omnisbench`.
  struct OmnisBench: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "omnisbench", abstract: "OmnisBench's results, as JSON.")

    @Argument(help: "The file of results.")
    var file: String

    @Flag(help: "Leave out policies that chose among models.")
    var modelsOnly = false

    @OptionGroup var target: Target

    /// Imports.
    func run() throws {
      try CommandFailure.exitingOnProblem {
        try target.write(
          try OmnisBenchImporter(options: target.options, modelsOnly: modelsOnly).read(file))
      }
    }
  }
}

extension RouteLLMImporter.Benchmark: ExpressibleByArgument {}
