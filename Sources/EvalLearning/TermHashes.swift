/// The terms of texts, as 64-bit hashes.
///
/// A trained router keeps hashes and no words: its file is small and tells nothing of the prompts
/// that it was trained on. Among a million terms two share a hash with a chance of three in a
/// hundred million.
package enum TermHashes {
  /// Returns the hashes of a text's words and pairs of neighbouring words, in order.
  ///
  /// A word is a run of letters, digits and underscores, in lower case; an ideograph is one by
  /// itself.
  ///
  /// - Parameter text: The text.
  /// - Returns: All words first, then all pairs; repeated where they are repeated.
  package static func wordsAndPairs(of text: String) -> [UInt64] {
    let words = words(of: text)
    var terms = words
    terms.reserveCapacity(2 * words.count)
    for index in words.indices.dropFirst() { terms.append(pair(words[index - 1], words[index])) }
    return terms
  }

  /// Returns the hash of a term that stands apart from all words, such as a label's level.
  package static func named(_ name: String, _ value: String) -> UInt64 {
    var hash = Self.start
    for byte in name.utf8 { hash = step(hash, byte) }
    // No word holds it, so that no text can spell the term.
    hash = step(hash, 0xFF)
    for byte in value.utf8 { hash = step(hash, byte) }
    return finish(hash)
  }

  /// Returns the hashes of the words of a text, in order.
  package static func words(of text: String) -> [UInt64] {
    var words: [UInt64] = []
    var hash = start
    var isInWord = false
    func isWord(_ byte: UInt8) -> Bool {
      byte >= 0x61 && byte <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte == 0x5F
    }
    for scalar in text.unicodeScalars {
      if scalar.value < 0x80 {
        var byte = UInt8(scalar.value)
        if byte >= 0x41 && byte <= 0x5A { byte += 0x20 }
        if isWord(byte) {
          hash = step(hash, byte)
          isInWord = true
          continue
        }
      } else if isInWord, isMark(scalar) {
        for byte in String(scalar).utf8 { hash = step(hash, byte) }
        continue
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        // Scripts without spaces: every ideograph is a word, pairs of them stand for longer ones.
        if scalar.properties.isIdeographic, isInWord {
          words.append(finish(hash))
          hash = start
        }
        for byte in scalar.properties.lowercaseMapping.utf8 { hash = step(hash, byte) }
        isInWord = !scalar.properties.isIdeographic
        if !isInWord {
          words.append(finish(hash))
          hash = start
        }
        continue
      }
      if isInWord { words.append(finish(hash)) }
      (hash, isInWord) = (start, false)
    }
    if isInWord { words.append(finish(hash)) }
    return words
  }

  /// Whether a scalar belongs to the letter before it, as vowel signs do.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    // Joiners stand within words.
    default: scalar.value == 0x200C || scalar.value == 0x200D
    }
  }

  // FNV-1a of 64 bits, mixed at the end: its high bits alone are poor for short words.
  private static let start: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  private static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  private static func finish(_ hash: UInt64) -> UInt64 { mixed(hash) }

  /// Returns a hash of a hash: every bit of it depends on every bit (Murmur3's last step).
  package static func mixed(_ hash: UInt64) -> UInt64 {
    var value = hash
    value = (value ^ (value >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    value = (value ^ (value >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return value ^ (value >> 33)
  }

  private static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
    finish(first &* 0x9E37_79B9_7F4A_7C15 &+ second)
  }
}
