package import Foundation

/// Runs the built program as users do, and keeps what it printed.
package struct Program: Sendable {
  /// What a command came to.
  package struct Result: Sendable {
    package var stdout: String
    package var stderr: String
    package var status: Int32

    /// Standard output as one JSON document.
    ///
    /// - Throws: Where it is not one.
    package var json: [String: Any] {
      get throws {
        let value = try JSONSerialization.jsonObject(with: Data(stdout.utf8))
        return value as? [String: Any] ?? [:]
      }
    }
  }

  /// The working folder of the commands.
  package var folder: String
  package var environment: [String: String] = [:]

  package init(in folder: String) {
    self.folder = folder
  }

  /// The program beside the tests that run it.
  package static var path: String {
    if let named = ProcessInfo.processInfo.environment["EVALROUTE_BINARY"] { return named }
    return URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appendingPathComponent("evalroute").path
  }

  /// Starts a command without waiting for it.
  ///
  /// - Throws: Where the program cannot be started.
  package func start(_ arguments: [String], stdout: Any, stderr: Any) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    var environment = ProcessInfo.processInfo.environment
    for key in ["NO_COLOR", "EVALROUTE_STORE", "COLUMNS"] { environment[key] = nil }
    process.environment = environment.merging(self.environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = stdout
    process.standardError = stderr
    try process.run()
    return process
  }

  /// Runs a command to its end.
  ///
  /// - Throws: Where the program cannot be started.
  package func run(_ arguments: String...) throws -> Result {
    try run(arguments)
  }

  /// Runs a command to its end.
  ///
  /// - Throws: Where the program cannot be started.
  package func run(_ arguments: [String]) throws -> Result {
    let files = try TemporaryFolder()
    let (out, err) = (files.file("out"), files.file("err"))
    for path in [out, err] { try Data().write(to: URL(fileURLWithPath: path)) }
    let outHandle = try FileHandle(forWritingTo: URL(fileURLWithPath: out))
    let errHandle = try FileHandle(forWritingTo: URL(fileURLWithPath: err))
    let process = try start(arguments, stdout: outHandle, stderr: errHandle)
    process.waitUntilExit()
    return Result(
      stdout: try TemporaryFolder.read(out), stderr: try TemporaryFolder.read(err),
      status: process.terminationReason == .exit
        ? process.terminationStatus : 128 + process.terminationStatus)
  }
}
