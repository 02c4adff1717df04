#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import Foundation
import Synchronization

/// The system call, which the type's own `write` would hide.
#if canImport(Glibc)
private let writeBytes = Glibc.write
#elseif canImport(Darwin)
private let writeBytes = Darwin.write
#endif

/// Writes files whole or not at all.
package enum AtomicFile {
  /// Keeps the temporary files of two threads apart.
  private static let counter = Atomic<Int>(0)

  /// Writes a file through a temporary one beside it, flushed and renamed into place.
  ///
  /// Folders on the way are made. A reader sees the old file or the new one, never a part.
  ///
  /// - Throws: `ProblemReport` where the folder is missing, read-only or full.
  package static func write(_ bytes: [UInt8], to path: String) throws(ProblemReport) {
    try makeFolder(FileBytes.folder(of: path))
    let number = counter.add(1, ordering: .relaxed).newValue
    let temporary = "\(path).\(getpid()).\(number).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw ProblemReport(file: path, message: "cannot be written: \(OpenFile.cause(errno))")
    }
    let failure = fill(descriptor, with: bytes)
    close(descriptor)
    guard failure == nil, rename(temporary, path) == 0 else {
      let reason = OpenFile.cause(failure ?? errno)
      unlink(temporary)
      throw ProblemReport(file: path, message: "cannot be written: \(reason)")
    }
  }

  /// Writes a text as UTF-8.
  package static func write(_ text: String, to path: String) throws(ProblemReport) {
    try write(Array(text.utf8), to: path)
  }

  /// Makes a folder and those above it.
  package static func makeFolder(_ path: String) throws(ProblemReport) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw ProblemReport(file: path, message: "this folder cannot be made: check the path")
    }
  }

  private static func fill(_ descriptor: Int32, with bytes: [UInt8]) -> Int32? {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let count = writeBytes(
          descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return errno }
        written += count
      }
      return fsync(descriptor) == 0 ? nil : errno
    }
  }
}
