/// The keys of a trace.
enum TraceKey: String, CaseIterable {
  case id
  case cluster
  case weight
  case messages
  case cohorts
  case outcomes
  case signals
  case user
  case conversation
  case extra

  /// Finds a key; nil for an unknown one.
  init?(_ key: UnsafeBufferPointer<UInt8>) {
    switch key.count {
    case 2 where key.equals("id"): self = .id
    case 4 where key.equals("user"): self = .user
    case 5 where key.equals("extra"): self = .extra
    case 6 where key.equals("weight"): self = .weight
    case 7 where key.equals("cluster"): self = .cluster
    case 7 where key.equals("cohorts"): self = .cohorts
    case 7 where key.equals("signals"): self = .signals
    case 8 where key.equals("outcomes"): self = .outcomes
    case 8 where key.equals("messages"): self = .messages
    case 12 where key.equals("conversation"): self = .conversation
    default: return nil
    }
  }

  /// A bit of its own for each key, to see one twice.
  var bit: UInt32 {
    switch self {
    case .id: 1 << 0
    case .cluster: 1 << 1
    case .weight: 1 << 2
    case .messages: 1 << 3
    case .cohorts: 1 << 4
    case .outcomes: 1 << 5
    case .signals: 1 << 6
    case .user: 1 << 7
    case .conversation: 1 << 8
    case .extra: 1 << 9
    }
  }
}
