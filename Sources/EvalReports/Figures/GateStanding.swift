import EvalCore

/// What a gate's verdict does to the run: the one reading of it that all reports share.
enum GateStanding: Int, CaseIterable, Comparable {
  /// It turns the run red.
  case failed
  /// It keeps the run from being green.
  case open
  /// It failed, and a waiver holds.
  case waived
  /// It failed, and does not block.
  case noted
  /// It could not be decided, and does not block or is only to warn.
  case undecided
  /// It holds.
  case passed

  init(_ gate: GateResult) {
    self =
      switch gate.verdict {
      case .passed: .passed
      case .failed where gate.failsTheRun: .failed
      case .failed: gate.waived != nil ? .waived : .noted
      case .inconclusive: gate.leavesTheRunOpen ? .open : .undecided
      }
  }

  static func < (left: GateStanding, right: GateStanding) -> Bool {
    left.rawValue < right.rawValue
  }

  /// One character for those who scan.
  var glyph: String {
    switch self {
    case .failed: "✗"
    case .open: "?"
    case .waived, .noted: "!"
    case .undecided: "·"
    case .passed: "✓"
    }
  }

  /// The same in words.
  var word: String {
    switch self {
    case .failed: "FAILED"
    case .open: "cannot tell"
    case .waived: "failed but waived"
    case .noted: "failed without blocking"
    case .undecided: "cannot tell, without blocking"
    case .passed: "passed"
    }
  }

  /// The words in few columns.
  var shortWord: String {
    switch self {
    case .failed: "FAILED"
    case .open, .undecided: "cannot tell"
    case .waived: "waived"
    case .noted: "warning"
    case .passed: "passed"
    }
  }

  /// How it stands out in a terminal.
  var style: TextStyle {
    switch self {
    case .failed: .bad
    case .open, .waived, .noted, .undecided: .doubtful
    case .passed: .good
    }
  }
}

extension GateStanding {
  /// Returns the worst standing of a router's gates, nil where it has none.
  ///
  /// A gate that could not be decided and was never to block does not count: the contract keeps
  /// it out of the verdict.
  static func worst(of router: String, in gates: [GateResult]) -> GateStanding? {
    let own = gates.filter { $0.router == router }
    let standings = own.map { gate -> GateStanding in
      let standing = GateStanding(gate)
      return standing == .undecided && !gate.isBlocking ? .passed : standing
    }
    return standings.min()
  }
}
