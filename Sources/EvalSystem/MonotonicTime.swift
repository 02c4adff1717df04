#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A clock that only runs forward, for time-outs and latencies.
package enum MonotonicTime {
  /// Nanoseconds since some fixed moment.
  package static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// Returns seconds in nanoseconds.
  package static func nanoseconds(_ seconds: Double) -> UInt64 {
    UInt64(seconds * 1e9)
  }
}
