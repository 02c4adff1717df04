#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The operating system's number of this process.
package enum ProcessNumber {
  /// This process.
  package static var current: Int32 { getpid() }
}
