import Testing

@testable import EvalCore

struct MessageColumnTests {
  private static func column(_ traces: [[(String, String)]]) -> MessageColumn {
    var column = MessageColumn()
    for messages in traces {
      for (role, content) in messages {
        column.roles.append(role)
        column.contents.append(content)
      }
      column.ends.append(column.roles.count)
    }
    return column
  }

  private static let traces = [
    [("system", "be kind"), ("user", "first"), ("assistant", "yes"), ("user", "second")],
    [],
    [("user", "é😀")],
  ]

  @Test func `a router reads what the user wrote, line by line`() {
    let column = Self.column(Self.traces)
    #expect(column.userText(of: 0) == "first\nsecond")
    #expect(column.userText(of: 1) == "")
    #expect(column.messages(of: 0) == 0..<4)
  }

  @Test func `lengths count Unicode scalars of all messages`() {
    let column = Self.column(Self.traces)
    #expect(column.length(of: 0) == 21)
    #expect(column.length(of: 1) == 0)
    #expect(column.length(of: 2) == 2)
    #expect(Self.column([[("user", "e\u{301}👨‍👩‍👧")]]).length(of: 0) == 7)
  }

  @Test func `permuting moves whole traces`() {
    let column = Self.column(Self.traces).permuted(by: [2, 0, 1])
    #expect(column == Self.column([Self.traces[2], Self.traces[0], Self.traces[1]]))
  }

  @Test func `joining keeps the traces apart`() {
    var column = Self.column([Self.traces[0]])
    column.append(contentsOf: Self.column([Self.traces[1], Self.traces[2]]))
    #expect(column == Self.column(Self.traces))
  }

  @Test func `prompt lengths are those of the messages, else of the signal`() {
    var golden = HandMade(gaps: [1, 0, 1]).golden
    #expect(golden.promptLengths == nil)
    golden.signals = [SignalColumn(name: "prompt_length", values: [7, 8, 9])]
    #expect(golden.promptLengths == [7, 8, 9])
    golden.messages = Self.column([
      [("user", "abc")], [("user", "abcd")], [("user", "ab"), ("user", "c")],
    ])
    #expect(golden.promptLengths == [3, 4, 3])
  }

  @Test func `where one trace has no messages the signal counts for all, or nothing does`() {
    var golden = HandMade(gaps: [1, 0]).golden
    golden.messages = Self.column([[("user", "abc")], []])
    #expect(golden.promptLengths == nil)
    golden.signals = [SignalColumn(name: "prompt_length", values: [7, 8])]
    #expect(golden.promptLengths == [7, 8])
  }
}
