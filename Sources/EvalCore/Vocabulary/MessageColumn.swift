/// The messages of every trace, as texts side by side.
package struct MessageColumn: Equatable, Sendable {
  /// Who wrote each message: `user`, `assistant`, `system` or another role.
  package var roles: TextColumn
  /// What each message says.
  package var contents: TextColumn
  /// For each trace the index after its last message.
  package var ends: [Int]

  package init(
    roles: TextColumn = TextColumn(), contents: TextColumn = TextColumn(), ends: [Int] = []
  ) {
    self.roles = roles
    self.contents = contents
    self.ends = ends
  }

  /// The first trace without a message; nil where each has one.
  package var firstWithout: Int? {
    ends.indices.first { messages(of: $0).isEmpty }
  }

  /// Which messages belong to a trace.
  package func messages(of trace: Int) -> Range<Int> {
    (trace == 0 ? 0 : ends[trace - 1])..<ends[trace]
  }

  /// Returns what the user wrote, the last message first thing a router looks at, joined by lines.
  package func userText(of trace: Int) -> String {
    messages(of: trace).filter { roles[$0] == "user" }.map { contents[$0] }
      .joined(separator: "\n")
  }

  /// Returns the number of Unicode scalars in a trace's messages.
  package func length(of trace: Int) -> Int {
    let range = messages(of: trace)
    guard let first = range.first, let last = range.last else { return 0 }
    let bytes = contents.range(of: first).lowerBound..<contents.range(of: last).upperBound
    return contents.bytes[bytes].count { $0 & 0xC0 != 0x80 }
  }

  /// Appends all messages of another column's traces.
  package mutating func append(contentsOf other: MessageColumn) {
    let offset = roles.count
    roles.append(contentsOf: other.roles)
    contents.append(contentsOf: other.contents)
    ends.append(contentsOf: other.ends.lazy.map { $0 + offset })
  }

  /// Returns the column with the traces in another order.
  package func permuted(by order: [Int32]) -> MessageColumn {
    var column = MessageColumn()
    for trace in order {
      for message in messages(of: Int(trace)) {
        column.roles.append(roles[message])
        column.contents.append(contents[message])
      }
      column.ends.append(column.roles.count)
    }
    return column
  }
}
