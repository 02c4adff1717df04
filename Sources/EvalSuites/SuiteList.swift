import EvalSystem
import Foundation

/// Finds the suites of a folder.
package enum SuiteList {
  /// Returns the names of the folders that hold a suite file, sorted.
  package static func names(in folder: String) -> [String] {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return entries.sorted().filter { name in
      FileBytes.isFile(FileBytes.join(FileBytes.join(folder, name), SuiteReader.fileName))
    }
  }
}
