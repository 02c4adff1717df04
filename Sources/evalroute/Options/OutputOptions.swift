import ArgumentParser
import EvalReports

/// How results are shown.
struct OutputOptions: ParsableArguments {
  /// When terminal output is coloured.
  enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto
    case always
    case never
  }

  @Flag(help: "Print one JSON document to standard output and nothing else.")
  var json = false

  @Option(help: "Colour: auto, always or never.")
  var color: ColorChoice = .auto

  /// The layout for the terminal at hand.
  func terminal(
    verbose: Bool = false, reportsFolder: String? = nil, storePath: String? = nil
  ) -> TerminalOptions {
    let isColored =
      switch color {
      case .auto: Console.isColorful
      case .always: true
      case .never: false
      }
    return TerminalOptions(
      width: Console.width, color: isColored, verbose: verbose, reportsFolder: reportsFolder,
      storePath: storePath)
  }
}
