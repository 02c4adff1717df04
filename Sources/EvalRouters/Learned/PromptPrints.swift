package import EvalCore
import EvalLearning

/// Fingerprints of prompts: which are the same, and which are nearly so, without the prompts.
///
/// Near duplicates are found by MinHash (Broder 1997) on runs of three words: of 32 minima at least
/// 26 agree, as they do on average where four fifths of the runs are common. They are looked for in
/// eight bands of four, which finds such a pair with a chance of 98 %.
package struct PromptPrints: Equatable, Sendable {
  static let width = 32
  private static let bands = 8
  private static let alike = 26

  /// For each prompt the hash of its words in order.
  private(set) var exact: [UInt64] = []
  /// For each prompt with a text the low halves of its minima; these prompts stand first.
  private(set) var minima: [UInt16] = []

  /// Takes prints as they are stored; nil where they do not fit together.
  init?(exact: [UInt64], minima: [UInt16]) {
    guard minima.count.isMultiple(of: Self.width), minima.count <= exact.count * Self.width else {
      return nil
    }
    self.exact = exact
    self.minima = minima
  }

  /// Takes the prints of a golden's texts; of its ids where it holds figures only.
  package init(_ golden: Golden) {
    for trace in 0..<golden.count {
      if let messages = golden.messages {
        add(TermHashes.words(of: messages.userText(of: trace)))
      } else {
        // No minima: ids that look alike are not.
        exact.append(Self.whole([TermHashes.named("id", golden.ids[trace])]))
      }
    }
  }

  /// Adds the prints of other prompts that are not here yet.
  mutating func append(_ others: PromptPrints) {
    var known = Set(exact)
    let new = (0..<others.count).filter { known.insert(others.exact[$0]).inserted }
    let texts = new.prefix { $0 < others.textCount }
    let figures = exact[textCount...] + new.dropFirst(texts.count).map { others.exact[$0] }
    exact = exact[..<textCount] + texts.map { others.exact[$0] } + figures
    for prompt in texts {
      minima += others.minima[prompt * Self.width..<(prompt + 1) * Self.width]
    }
  }

  /// The number of prompts.
  var count: Int { exact.count }

  /// The number of prompts with a text.
  private var textCount: Int { minima.count / Self.width }

  /// What of other prompts is known here.
  package struct Overlap: Equatable, Sendable {
    /// The places of prompts that are the same, but for case and punctuation.
    package var same: [Int] = []
    /// The places of prompts that are nearly the same.
    package var near: [Int] = []

    /// Whether nothing is.
    package var isEmpty: Bool { same.isEmpty && near.isEmpty }
  }

  /// Returns which of other prompts are here, the same or nearly; O(n) but for crowded bands.
  package func overlap(with others: PromptPrints) -> Overlap {
    let known = Set(exact)
    var buckets: [UInt64: [Int32]] = [:]
    for prompt in 0..<textCount {
      for band in 0..<Self.bands { buckets[key(prompt, band), default: []].append(Int32(prompt)) }
    }
    var overlap = Overlap()
    for prompt in 0..<others.count {
      if known.contains(others.exact[prompt]) {
        overlap.same.append(prompt)
        continue
      }
      guard prompt < others.textCount else { continue }
      let isNear = (0..<Self.bands).contains { band in
        (buckets[others.key(prompt, band)] ?? []).contains { mate in
          agreements(Int(mate), others, prompt) >= Self.alike
        }
      }
      if isNear { overlap.near.append(prompt) }
    }
    return overlap
  }

  private func agreements(_ own: Int, _ others: PromptPrints, _ other: Int) -> Int {
    (0..<Self.width).count {
      minima[own * Self.width + $0] == others.minima[other * Self.width + $0]
    }
  }

  private func key(_ prompt: Int, _ band: Int) -> UInt64 {
    let start = prompt * Self.width + band * (Self.width / Self.bands)
    return (0..<4).reduce(UInt64(band)) { $0 &* 0x1_0003 &+ UInt64(minima[start + $1]) }
  }

  /// The hash of words in order.
  private static func whole(_ words: [UInt64]) -> UInt64 {
    words.reduce(0x9E37_79B9_7F4A_7C15) { TermHashes.mixed($0 &* 31 &+ $1) }
  }

  private mutating func add(_ words: [UInt64]) {
    exact.append(Self.whole(words))
    var least = [UInt64](repeating: .max, count: Self.width)
    for start in 0..<max(1, words.count - 2) {
      let run = words.dropFirst(start).prefix(3).reduce(UInt64(0)) {
        TermHashes.mixed($0 &* 31 &+ $1)
      }
      for place in 0..<Self.width {
        least[place] = min(least[place], TermHashes.mixed(run ^ Self.salts[place]))
      }
    }
    minima += least.map { UInt16(truncatingIfNeeded: $0) }
  }

  private static let salts: [UInt64] = (0..<UInt64(width)).map { TermHashes.mixed($0 + 1) }
}
