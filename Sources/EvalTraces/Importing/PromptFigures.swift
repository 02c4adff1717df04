import EvalSystem

/// What is kept of a prompt whose text is not.
package struct PromptFigures: Equatable, Sendable {
  /// The prompt length that gives the signal `length` its highest value.
  package static let longest = 4000

  /// The prompt's length in Unicode scalars.
  package let scalars: Int
  /// The SHA-256 of the prompt's UTF-8 bytes; equal for identical prompts only.
  package let digest: [UInt8]

  /// Measures a prompt, exactly as it stands in the source.
  package init(_ prompt: String) {
    self.scalars = prompt.unicodeScalars.count
    self.digest = SHA256.digest(prompt)
  }

  /// The signal `prompt_length`: Unicode scalars.
  package var lengthSignal: TraceDraft.Signal {
    TraceDraft.Signal("prompt_length", Double(scalars))
  }

  /// The signals `prompt_length` (scalars), `length` (a share of `longest`, at most 1) and `hash`
  /// (uniform in 0 ..< 1, six decimals, a function of the text alone).
  package var signals: [TraceDraft.Signal] {
    [
      lengthSignal,
      TraceDraft.Signal("length", min(1, Double(scalars) / Double(Self.longest))),
      TraceDraft.Signal("hash", hash),
    ]
  }

  /// The digest's first eight bytes as a big-endian share of 2^64, rounded to six decimals.
  private var hash: Double {
    let word = digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let (high, low) = word.multipliedFullWidth(by: 1_000_000)
    let rounded = high + (low >= 1 << 63 ? 1 : 0)
    return Double(min(rounded, 999_999)) / 1_000_000
  }
}
