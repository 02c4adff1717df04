import EvalCore

/// What was said in a conversation so far, told from what a request repeats of it.
///
/// Clients send all of a conversation with each request, the end of it, or only what is new. So the
/// beginning of a request that equals the end of what was said is nothing new; system messages come
/// with every request and count once.
struct ConversationHistory {
  private let messages: MessageColumn
  private var said: [Int] = []
  private var instructions: [Int] = []

  init(_ messages: MessageColumn) {
    self.messages = messages
  }

  /// Takes a request's messages and returns those that were not said before, in order.
  ///
  /// Complexity: O(messages of the request) where it repeats all or nothing.
  mutating func add(_ request: Range<Int>) -> [Int] {
    var new: [Int] = []
    var dialogue: [Int] = []
    for message in request {
      if messages.roles[message] != "system" {
        dialogue.append(message)
      } else if !instructions.contains(where: { isSame($0, message) }) {
        instructions.append(message)
        new.append(message)
      }
    }
    let fresh = dialogue.dropFirst(repeated(dialogue))
    said += fresh
    return new + fresh
  }

  /// How many messages at the beginning of a request are the last ones that were said.
  private func repeated(_ dialogue: [Int]) -> Int {
    for count in stride(from: min(said.count, dialogue.count), to: 0, by: -1)
    where zip(said.suffix(count), dialogue).allSatisfy({ isSame($0, $1) }) { return count }
    return 0
  }

  private func isSame(_ left: Int, _ right: Int) -> Bool {
    messages.roles.compare(left, right) == 0 && messages.contents.compare(left, right) == 0
  }
}
