/// Dates and times as the schemas demand them: UTC, `yyyy-MM-ddTHH:mm:ss`, no fraction, no zone.
enum JUnitTimestamp {
  /// The time of documents that must not depend on when they are made.
  static let epoch = "1970-01-01T00:00:00"

  /// Returns the date and time of an ISO 8601 text in UTC; the epoch where it holds none.
  static func text(_ text: String?) -> String {
    let head = Array((text ?? "").utf8.prefix(19))
    return isShaped(head) && isDate(head) && isTime(head)
      ? String(decoding: head, as: UTF8.self) : epoch
  }

  private static func isShaped(_ bytes: [UInt8]) -> Bool {
    let pattern = Array(epoch.utf8)
    return bytes.count == pattern.count
      && zip(bytes, pattern).allSatisfy { isDigit($1) ? isDigit($0) : $0 == $1 }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func number(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    bytes[range].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  private static func isDate(_ bytes: [UInt8]) -> Bool {
    let year = number(bytes, 0..<4)
    let day = number(bytes, 8..<10)
    return year > 0 && day > 0 && day <= days(of: number(bytes, 5..<7), in: year)
  }

  private static func isTime(_ bytes: [UInt8]) -> Bool {
    number(bytes, 11..<13) < 24 && number(bytes, 14..<16) < 60 && number(bytes, 17..<19) < 60
  }

  private static func days(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    case 1...12: 31
    default: 0
    }
  }
}
