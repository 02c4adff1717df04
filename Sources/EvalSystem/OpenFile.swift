#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A regular file opened for reading at any offset, by any number of threads.
package final class OpenFile: Sendable {
  /// The name used in messages.
  package let shown: String
  /// The size in bytes when the file was opened.
  package let size: Int
  private let descriptor: Int32

  /// Opens a file.
  ///
  /// - Throws: `ProblemReport` where it is missing, a folder, a device, or unreadable.
  package init(_ path: String, shown: String? = nil) throws(ProblemReport) {
    self.shown = shown ?? path
    // O_NONBLOCK: opening a pipe without a writer would wait for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw ProblemReport(file: shown ?? path, message: Self.reason(errno))
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      close(descriptor)
      throw ProblemReport(
        file: shown ?? path, message: isFolder ? "is a folder, not a file" : "is not a file")
    }
    self.descriptor = descriptor
    self.size = Int(status.st_size)
  }

  deinit {
    close(descriptor)
  }

  /// Reads up to `buffer.count` bytes from an offset.
  ///
  /// - Returns: How many bytes were read; fewer than asked for at the end of the file.
  /// - Throws: `ProblemReport` where the disk fails.
  package func read(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(ProblemReport) -> Int {
    guard let base = buffer.baseAddress else { return 0 }
    var total = 0
    while total < buffer.count {
      let count = pread(descriptor, base + total, buffer.count - total, off_t(offset + total))
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else {
        throw ProblemReport(file: shown, message: "cannot be read: \(Self.cause(errno))")
      }
      if count == 0 { break }
      total += count
    }
    return total
  }

  /// Reads `count` bytes from an offset, fewer at the end of the file.
  package func read(at offset: Int, count: Int) throws(ProblemReport) -> [UInt8] {
    var failure: ProblemReport?
    let bytes = [UInt8](unsafeUninitializedCapacity: max(count, 0)) { buffer, initialized in
      do throws(ProblemReport) {
        initialized = try read(at: offset, into: UnsafeMutableRawBufferPointer(buffer))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Returns why something could not be done, to stand after the words that say what it was.
  package static func cause(_ code: Int32) -> String {
    code == EACCES || code == EPERM ? "check its permissions" : reason(code)
  }

  /// Returns a sentence for an error number of the operating system.
  package static func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT: "does not exist"
    case EACCES, EPERM: "may not be read or written: check its permissions"
    case EISDIR: "is a folder, not a file"
    case ENOSPC: "the disk is full"
    case EROFS: "is on a read-only file system"
    default: String(cString: strerror(code))
    }
  }
}
