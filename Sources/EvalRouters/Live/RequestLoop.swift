import EvalCore
import EvalSystem

/// Posts one request for each trace, several at a time, and reads what comes back.
///
/// What comes of it does not depend on which answer comes first; more faults than are allowed end
/// the posting early.
struct RequestLoop {
  /// How many requests are under way at once.
  var concurrency: Int
  /// How many traces may go wrong before no more are posted.
  var allowedFaults: Int

  /// What came of the requests.
  struct Outcome<Reading> {
    /// For each trace what was read; nil where posting ended before it.
    var readings: [Reading?]
    /// How long each valid answer took, in nanoseconds, in no order.
    var latencies: [UInt64] = []
  }

  /// Posts all traces.
  ///
  /// - Parameters:
  ///   - client: The connections.
  ///   - count: The number of traces.
  ///   - body: A trace's request.
  ///   - read: Reads what came of a request after so many nanoseconds, and tells whether it is a
  ///     fault.
  /// - Returns: What came of them.
  /// - Throws: `RouterBreakdown` where a request cannot be started.
  func run<Reading>(
    _ client: borrowing HTTPClient, count: Int, body: (Int) -> [UInt8],
    read: (HTTPClient.Outcome, UInt64) -> (Reading, isFault: Bool)
  ) throws(RouterBreakdown) -> Outcome<Reading> {
    var outcome = Outcome<Reading>(readings: Array(repeating: nil, count: count))
    var (posted, underWay, faults) = (0, 0, 0)
    while underWay > 0 || (posted < count && faults <= allowedFaults) {
      while posted < count, underWay < concurrency, faults <= allowedFaults {
        if let reason = client.post(body(posted), number: posted) {
          throw RouterBreakdown(fault: .connection, message: reason)
        }
        posted += 1
        underWay += 1
      }
      guard let ended = client.wait(milliseconds: 100) else { continue }
      underWay -= 1
      let (reading, isFault) = read(ended.outcome, ended.nanoseconds)
      if isFault { faults += 1 } else { outcome.latencies.append(ended.nanoseconds) }
      outcome.readings[ended.number] = reading
    }
    return outcome
  }
}
