import EvalCore

/// What a router of conversations sees of every message, counted once.
struct MessageLooks {
  /// For each message its fenced code blocks, one that is not closed included.
  private(set) var codeBlocks: [Int] = []
  /// For each message its words, as white space divides them.
  private(set) var words: [Int] = []
  /// For each message whether the user wrote it.
  private(set) var isUser: [Bool] = []

  /// Counts; O(bytes).
  init(_ messages: MessageColumn) {
    let count = messages.contents.count
    codeBlocks.reserveCapacity(count)
    words.reserveCapacity(count)
    isUser.reserveCapacity(count)
    for message in 0..<count {
      messages.contents.bytes.withUnsafeBufferPointer { bytes in
        let text = UnsafeBufferPointer(rebasing: bytes[messages.contents.range(of: message)])
        codeBlocks.append(Self.codeBlocks(text))
        words.append(Self.words(text))
      }
      isUser.append(messages.roles[message] == "user")
    }
  }

  /// Counts fenced code blocks: lines that begin with three backticks open and close them.
  static func codeBlocks(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var (fences, ticks, isBeginning) = (0, 0, true)
    for byte in text {
      switch byte {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): (ticks, isBeginning) = (0, true)
      case UInt8(ascii: " ") where ticks == 0, UInt8(ascii: "\t") where ticks == 0: continue
      case UInt8(ascii: "`") where isBeginning:
        ticks += 1
        if ticks == 3 { (fences, isBeginning) = (fences + 1, false) }
      default: isBeginning = false
      }
    }
    return (fences + 1) / 2
  }

  /// Counts what stands between white space, which is Unicode's `White_Space`.
  static func words(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var (words, isInside) = (0, false)
    var index = 0
    while index < text.count {
      let byte = text[index]
      var (length, isSpace) = (1, byte == 0x20 || (0x09...0x0D).contains(byte))
      if byte >= 0xC2 { (length, isSpace) = wide(text, index) }
      if !isSpace, !isInside { words += 1 }
      isInside = !isSpace
      index += length
    }
    return words
  }

  /// The length of a scalar of more than one byte, and whether it is white space.
  private static func wide(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int
  ) -> (length: Int, isSpace: Bool) {
    let byte = text[index]
    let length = min(byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2, text.count - index)
    let next = length > 1 ? text[index + 1] : 0
    if length == 2 { return (2, byte == 0xC2 && (next == 0x85 || next == 0xA0)) }
    guard length == 3 else { return (length, false) }
    let last = text[index + 2]
    return switch (byte, next) {
    case (0xE1, 0x9A): (3, last == 0x80)
    case (0xE2, 0x80): (3, last <= 0x8A || last == 0xA8 || last == 0xA9 || last == 0xAF)
    case (0xE2, 0x81): (3, last == 0x9F)
    case (0xE3, 0x80): (3, last == 0x80)
    default: (3, false)
    }
  }
}
