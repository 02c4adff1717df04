import EvalSystem

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Removes files, and says in a person's words why one could not be.
enum FileRemoval {
  /// Removes a file.
  ///
  /// - Throws: `ProblemReport` where the system refuses.
  static func remove(_ path: String) throws(ProblemReport) {
    guard unlink(path) == 0 else {
      throw ProblemReport(file: path, message: "cannot be removed: \(OpenFile.cause(errno))")
    }
  }
}
