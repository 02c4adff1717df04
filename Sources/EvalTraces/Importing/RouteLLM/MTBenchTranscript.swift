/// Takes a model's answers out of the prompt that its judge was given.
///
/// The judge saw one of four templates: a turn alone or the whole conversation, and for questions
/// with a known answer a reference before it.
enum MTBenchTranscript {
  private static let singleStart = "[The Start of Assistant's Answer]\n"
  private static let singleEnd = "\n[The End of Assistant's Answer]"
  private static let start = "<|The Start of Assistant A's Conversation with User|>\n\n### User:\n"
  private static let answer = "\n\n### Assistant A:\n"
  private static let user = "\n\n### User:\n"
  private static let end = "\n\n<|The End of Assistant A's Conversation with User|>"

  /// Returns the answers up to a turn, as they stand: one for turn 1, two for turn 2.
  ///
  /// - Parameters:
  ///   - prompt: The judge's prompt.
  ///   - turns: The question's turns.
  ///   - turn: The turn that was judged, 1 or 2.
  /// - Returns: The answers; nil where the prompt follows none of the templates.
  static func answers(in prompt: String, turns: [String], turn: Int) -> [String]? {
    turn == 1
      ? single(Array(prompt.utf8)) : conversation(Array(prompt.utf8), turns: turns)
  }

  private static func single(_ prompt: [UInt8]) -> [String]? {
    between(singleStart, singleEnd, of: prompt).map { [text($0)] }
  }

  /// The question's own turns are part of what is looked for: an answer may well contain the
  /// template's headings.
  private static func conversation(_ prompt: [UInt8], turns: [String]) -> [String]? {
    let middle = Array((user + turns[1] + answer).utf8)
    guard let body = between(start + turns[0] + answer, end, of: prompt),
      let split = offset(of: middle, in: body)
    else { return nil }
    return [text(body[..<split]), text(body[(split + middle.count)...])]
  }

  /// Returns what stands between the first occurrence of an opening and the closing at the end.
  private static func between(
    _ opening: String, _ closing: String, of prompt: [UInt8]
  ) -> ArraySlice<UInt8>? {
    let opening = Array(opening.utf8)
    let closing = Array(closing.utf8)
    guard let found = offset(of: opening, in: prompt[...]), prompt.hasSuffix(closing) else {
      return nil
    }
    let first = found + opening.count
    let last = prompt.count - closing.count
    return first <= last ? prompt[first..<last] : nil
  }

  private static func offset(of pattern: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= pattern.count else { return nil }
    return (bytes.startIndex...(bytes.endIndex - pattern.count)).first { index in
      bytes[index] == pattern[0] && bytes[index...].starts(with: pattern)
    }
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}

extension Array where Element == UInt8 {
  fileprivate func hasSuffix(_ suffix: [UInt8]) -> Bool {
    count >= suffix.count && self[(count - suffix.count)...].elementsEqual(suffix)
  }
}
