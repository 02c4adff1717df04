import Testing

@testable import EvalCore

struct TextColumnTests {
  private static let texts = ["", "a", "aa", "b", "é", "e\u{301}", "日本", "😀", "a\u{0}b"]

  @Test func `texts come back as they went in`() {
    let column = TextColumn(Self.texts)
    #expect(column.count == Self.texts.count)
    #expect((0..<column.count).map { Array(column[$0].utf8) } == Self.texts.map { Array($0.utf8) })
  }

  @Test func `texts compare by their bytes, not by what they look like`() {
    let column = TextColumn(Self.texts)
    for left in Self.texts.indices {
      for right in Self.texts.indices {
        let isBefore = Self.texts[left].utf8.lexicographicallyPrecedes(Self.texts[right].utf8)
        #expect(column.isOrdered(left, before: right) == isBefore)
      }
      #expect(column.compare(left, left) == 0)
    }
  }

  @Test func `a sorted column finds its texts, and no others`() {
    let sorted = Self.texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let column = TextColumn(sorted)
    for (index, text) in sorted.enumerated() {
      #expect(column.index(ofSorted: text) == index)
    }
    for missing in ["aaa", "c", "é ", "\u{10FFFF}", "a\u{0}"] {
      #expect(column.index(ofSorted: missing) == nil)
    }
    #expect(TextColumn().index(ofSorted: "") == nil)
  }

  @Test func `a permuted column has its texts in the new order`() {
    let column = TextColumn(["a", "", "ccc"]).permuted(by: [2, 0, 1])
    #expect((0..<3).map { column[$0] } == ["ccc", "a", ""])
    #expect(column == TextColumn(["ccc", "a", ""]))
  }

  @Test func `joined columns are as if appended one by one`() {
    var column = TextColumn(["a", "bb"])
    column.append(contentsOf: TextColumn(["", "c"]))
    #expect(column == TextColumn(["a", "bb", "", "c"]))
  }
}

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
