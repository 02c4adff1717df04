import EvalCore

/// What a person would most likely type after a run.
package struct NextStep {
  /// Why, up to the colon.
  let reason: String
  /// The command.
  let command: String

  /// Returns the command that makes a suite's newest run its baseline.
  ///
  /// - Parameter file: The suite's file.
  /// - Returns: The command, ready to be typed.
  package static func accept(_ file: String) -> String {
    "evalroute baseline accept \(argument(file))"
  }

  /// Finds the step; nil where there is nothing to do.
  init?(after report: RunReport) {
    let suite = Self.argument(report.suiteFile)
    let accept = Self.accept(report.suiteFile)
    if report.incomplete == true || report.exitCode == .broken {
      self.init("to run it again", "evalroute run \(suite)")
    } else if let flip = Self.worstFlip(report), report.verdict != .passed {
      self.init("to see why a route changed", "evalroute explain \(suite) \(Self.quoted(flip))")
    } else if report.baseline == nil, report.verdict != .failed {
      self.init("there is no baseline; to make this run one", accept)
    } else if report.baseline?.comparable == false {
      self.init("if that change was meant, to make this run the baseline", accept)
    } else if report.verdict == .passed, report.comparison.contains(where: { $0.flips > 0 }) {
      self.init("to make this run the baseline", accept)
    } else {
      return nil
    }
  }

  private init(_ reason: String, _ command: String) {
    self.reason = reason
    self.command = command
  }

  private static func worstFlip(_ report: RunReport) -> String? {
    // The first gate that fails or is open decides whose loss is shown, and in which cohort.
    for gate in report.gates where GateStanding(gate) < .waived {
      let comparison = report.comparison.first { $0.router == gate.router }
      if let loss = comparison?.losses(in: gate.cohort).first { return loss.trace }
    }
    let failing = Set(report.gates.filter { GateStanding($0) < .waived }.map(\.router))
    return report.comparison.first { failing.contains($0.router) && $0.flips > 0 }?
      .worst.first?.trace
  }

  /// The suite as `run` takes it: its folder, where the file has the usual name.
  private static func argument(_ file: String) -> String {
    let usual = "/suite.yaml"
    return quoted(file.hasSuffix(usual) ? String(file.dropLast(usual.count)) : file)
  }

  /// A text as a shell reads it back.
  private static func quoted(_ text: String) -> String {
    let plain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "._/@:+,=-".utf8.contains(byte)
      }
    }
    if plain && !text.isEmpty { return text }
    let inner = text.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''")
    return "'\(inner)'"
  }
}
