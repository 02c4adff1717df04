import Dispatch
import Synchronization

/// Runs independent pieces of work on several threads, with results in order.
package enum Parallel {
  /// Returns `body(0) … body(count - 1)`, computed by at most `jobs` threads.
  ///
  /// The result does not depend on `jobs`, so long as `body` is a function of its index.
  package static func map<Value: Sendable>(
    count: Int, jobs: Int, _ body: @Sendable (Int) -> Value
  ) -> [Value] {
    let workers = min(jobs, count)
    guard workers > 1 else { return (0..<count).map(body) }
    let next = Atomic<Int>(0)
    let results = Mutex<[Value?]>(Array(repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let value = body(index)
        results.withLock { $0[index] = value }
      }
    }
    return results.withLock { $0.compactMap { $0 } }
  }

  /// Like `map`, and rethrows the error of the lowest index that failed.
  package static func tryMap<Value: Sendable>(
    count: Int, jobs: Int, _ body: @Sendable (Int) throws -> Value
  ) throws -> [Value] {
    try map(count: count, jobs: jobs) { index in Result { try body(index) } }
      .map { try $0.get() }
  }
}
