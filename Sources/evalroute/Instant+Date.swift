import EvalHarness
import Foundation

extension Instant {
  /// Takes the time of a clock.
  init(_ date: Date) {
    self.init(seconds: date.timeIntervalSince1970)
  }
}
