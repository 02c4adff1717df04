import Foundation

/// Bounds what the aliases of a YAML document could unfold to, before anything parses it.
///
/// The parser unfolds an alias that is used as a key to compare it with the other keys: a few lines
/// of aliases of aliases would keep it busy for years. Anything that looks like an anchor or an
/// alias counts, in texts too, so the bound is never too small; and it is far above what texts with
/// stars and ampersands come to.
enum AliasBudget {
  /// How many bytes a document may unfold to.
  private static let limit = 1e8

  /// Returns the line of the first thing like an anchor where the bound is beyond the limit; O(n).
  static func excess(_ bytes: [UInt8]) -> Int? {
    var (anchors, aliases) = (0, 0)
    var line = 1
    var firstLine: Int?
    var canBegin = true
    for (index, byte) in bytes.enumerated() {
      if canBegin, index + 1 < bytes.count, isName(bytes[index + 1]) {
        if byte == UInt8(ascii: "&") {
          anchors += 1
          firstLine = firstLine ?? line
        } else if byte == UInt8(ascii: "*") {
          aliases += 1
        }
      }
      if byte == UInt8(ascii: "\n") { line += 1 }
      canBegin = !isName(byte)
    }
    return Double(bytes.count) * growth(anchors: anchors, aliases: aliases) > limit
      ? firstLine : nil
  }

  /// The largest product of the numbers of aliases on each level, with one anchor for each level.
  private static func growth(anchors: Int, aliases: Int) -> Double {
    let levels = min(anchors, aliases, 64)
    guard levels > 0 else { return 1 }
    return (1...levels)
      .map { pow(Double(aliases) / Double($0), Double($0)) }
      .max() ?? 1
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: byte >= 0x80
    }
  }
}
