/// One half of a golden's queries, chosen by what they ask and nothing else.
///
/// Equal prompts fall into the same half, whatever their ids, so that one half can train what the
/// other judges.
package enum GoldenPart: String, CaseIterable, Sendable, Codable {
  /// Queries whose prompt has a SHA-256 that begins with an even byte.
  case even
  /// The others.
  case odd

  /// Tells whether a query belongs to the part, by the first byte of its prompt's SHA-256.
  package func contains(_ byte: UInt8) -> Bool { (byte % 2 == 0) == (self == .even) }
}

extension Golden {
  /// Returns the golden with some of its traces, signals and messages included.
  ///
  /// - Parameters:
  ///   - traces: Their places, ascending.
  ///   - sha256: The hash of what is left.
  /// - Returns: The smaller golden.
  package func part(_ traces: [Int32], sha256: String) -> Golden {
    var part = selecting(traces)
    part.signals = signals.map { signal in
      var own = signal
      own.values = traces.map { signal.values[Int($0)] }
      return own
    }
    part.messages = messages?.permuted(by: traces)
    part.users = users?.permuted(by: traces)
    part.conversations = conversations?.permuted(by: traces)
    part.sha256 = sha256
    part.outcomesSHA256 = nil
    return part
  }
}
