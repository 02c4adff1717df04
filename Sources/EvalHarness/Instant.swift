import Foundation

/// A point in time as reports write it; the clock itself belongs to the command.
package struct Instant: Equatable, Sendable {
  /// Seconds since 1970 in UTC.
  package var seconds: Double

  package init(seconds: Double) {
    self.seconds = seconds
  }

  /// `2026-01-02T03:04:05.678Z`.
  package var iso8601: String {
    let whole = Int(seconds.rounded(.down))
    let milliseconds = Int(((seconds - Double(whole)) * 1000).rounded(.down))
    return "\(day)T\(Self.two(whole / 3600 % 24)):\(Self.two(whole / 60 % 60))"
      + ":\(Self.two(whole % 60)).\(Self.three(milliseconds))Z"
  }

  /// `2026-01-02`, by the proleptic Gregorian calendar.
  package var day: String {
    // Days to civil date: the era of 400 years begins on the first of March.
    let days = Int((seconds / 86400).rounded(.down)) + 719_468
    let era = days / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return "\(year)-\(Self.two(month))-\(Self.two(day))"
  }

  /// `20260102-030405`, for names.
  package var compact: String {
    let whole = Int(seconds.rounded(.down))
    return day.replacing("-", with: "") + "-"
      + Self.two(whole / 3600 % 24) + Self.two(whole / 60 % 60) + Self.two(whole % 60)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func three(_ number: Int) -> String {
    String(repeating: "0", count: number < 10 ? 2 : number < 100 ? 1 : 0) + "\(number)"
  }
}
