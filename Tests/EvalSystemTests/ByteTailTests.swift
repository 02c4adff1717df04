import EvalSystem
import Testing

struct ByteTailTests {
  private func tail(_ pieces: [String], limit: Int = 10) -> ByteTail {
    var tail = ByteTail(limit: limit)
    for piece in pieces { Array(piece.utf8).withUnsafeBytes { tail.append($0) } }
    return tail
  }

  @Test func `the last whole lines are kept`() {
    #expect(tail(["a\nb\n"]).lines == ["a", "b"])
    #expect(tail(["first\nsecond\nthird"]).lines == ["third"])
    #expect(tail(Array(repeating: "0123456789abc\n", count: 500) + ["end\n"]).lines == ["end"])
    #expect(tail([]).lines == [])
  }

  @Test func `of a line that is too long the end is kept, and all is counted`() {
    let tail = tail([String(repeating: "x", count: 1000), "yz"])
    #expect(tail.lines == ["xxxxxxxxyz"])
    #expect(tail.count == 1002)
  }
}
