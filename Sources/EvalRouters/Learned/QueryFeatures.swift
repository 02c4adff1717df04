package import EvalCore
import EvalLearning

/// What a learned router looks at.
package struct QueryFeatures: Equatable, Sendable, Codable {
  /// Words and pairs of words of what the user wrote.
  package var text: Bool
  /// The length of the query, in steps of a factor of √2.
  package var length: Bool
  /// The cohort labels whose levels are looked at.
  package var labels: [String]

  package init(text: Bool, length: Bool, labels: [String]) {
    self.text = text
    self.length = length
    self.labels = labels
  }

  /// What a golden lacks of it, in words; nil where it has all.
  package func missing(in golden: Golden) -> String? {
    if text, golden.messages == nil || golden.messages?.firstWithout != nil {
      return "it reads the queries' text, and \(golden.name) does not have all of them"
    }
    if length, golden.promptLengths == nil {
      return "it needs messages or the signal prompt_length, and \(golden.name) has neither"
    }
    for label in labels where golden.label(named: label) == nil {
      return "it looks at the label `\(label)`, and \(golden.name) has none"
    }
    return nil
  }

  /// Returns the blocks of terms of every query; what is missing makes an empty block.
  func terms(of golden: Golden) -> [[[UInt64]]] {
    let lengths = length ? golden.promptLengths : nil
    let columns = labels.map { golden.label(named: $0) }
    return (0..<golden.count).map { trace in
      var blocks: [[UInt64]] = []
      if text, let messages = golden.messages {
        blocks.append(TermHashes.wordsAndPairs(of: messages.userText(of: trace)))
      }
      if let lengths {
        blocks.append([TermHashes.named("length", String(Self.step(lengths[trace])))])
      }
      for (name, column) in zip(labels, columns) {
        guard let column else { continue }
        let level = column.levels[Int(column.codes[trace])]
        blocks.append([TermHashes.named("label \(name)", level)])
      }
      return blocks
    }
  }

  /// The number of the step that a length lies on: each is √2 times the one before.
  private static func step(_ length: Double) -> Int {
    var step = 0
    var end = 1.0
    while length > end, step < 100 {
      step += 1
      end *= 1.4142135623730951
    }
    return step
  }
}
