import ArgumentParser
import EvalHarness
import Foundation

/// Where runs are kept.
struct StoreOptions: ParsableArguments {
  @Option(
    name: .customLong("store"),
    help: "The store's file (default: $EVALROUTE_STORE, else .evalroute/runs.sqlite).")
  var storePath: String?

  /// Refuses a store without a name.
  func validate() throws {
    if storePath?.isEmpty == true { throw ValidationError("--store needs the name of a file.") }
  }

  /// The option, else the environment, else the default.
  var path: String {
    if let storePath { return storePath }
    let environment = ProcessInfo.processInfo.environment["EVALROUTE_STORE"] ?? ""
    return environment.isEmpty ? RunOptions.defaultStorePath : environment
  }
}
