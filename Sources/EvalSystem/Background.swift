import Dispatch
import Synchronization

/// A value that another thread computes while this one goes on.
package final class Background<Value: Sendable>: Sendable {
  private let result = Mutex<Value?>(nil)
  private let done = DispatchSemaphore(value: 0)

  /// Starts computing.
  package init(_ body: @escaping @Sendable () -> Value) {
    DispatchQueue.global().async { [self] in
      let value = body()
      result.withLock { $0 = value }
      done.signal()
    }
  }

  /// The value, waited for where it is not there yet.
  package var value: Value {
    while true {
      if let value = result.withLock({ $0 }) { return value }
      done.wait()
      // Whoever asks next finds the value without waiting.
      done.signal()
    }
  }
}
