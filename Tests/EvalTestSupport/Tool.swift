import Foundation

/// Programs that a test may need and a machine may lack.
package enum Tool {
  /// Tells whether a program is on the path.
  package static func isInstalled(_ name: String) -> Bool {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
    }
  }

  /// Whether the test that needs it runs.
  package static let hasPython = isInstalled("python3")
  /// Whether the test that needs it runs.
  package static let hasNode = isInstalled("node")
}
