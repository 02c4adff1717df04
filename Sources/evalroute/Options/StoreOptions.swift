import ArgumentParser
import EvalHarness
import Foundation

/// Where runs are kept.
struct StoreOptions: ParsableArguments {
  @Option(
    name: .customLong("store"),
    help: "The store's file (default: $EVALROUTE_STORE, else .evalroute/runs.sqlite).")
  var storePath: String?

  /// The option, else the environment, else the default.
  var path: String {
    if let storePath { return storePath }
    let environment = ProcessInfo.processInfo.environment["EVALROUTE_STORE"] ?? ""
    return environment.isEmpty ? RunOptions.defaultStorePath : environment
  }
}
