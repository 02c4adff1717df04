import EvalSystem
import Testing

struct LineBufferTests {
  /// Returns the lines of some pieces that come one after the other, and whether one was too long.
  private func lines(_ pieces: [String], limit: Int = 8) -> ([String], Bool) {
    var buffer = LineBuffer(limit: limit)
    var lines: [String] = []
    for piece in pieces {
      var rest = Array(piece.utf8)[...]
      while !rest.isEmpty {
        guard !buffer.isOverlong else { return (lines, true) }
        _ = buffer.fill { space in
          let count = min(space.count, rest.count)
          space.copyBytes(from: rest.prefix(count))
          rest = rest.dropFirst(count)
          return .bytes(count)
        }
        while let line = buffer.nextLine() { lines.append(String(decoding: line, as: UTF8.self)) }
      }
    }
    if buffer.isOverlong { return (lines, true) }
    if let line = buffer.lastLine() { lines.append(String(decoding: line, as: UTF8.self)) }
    return (lines, false)
  }

  @Test(arguments: [
    (["ab\ncd\n"], ["ab", "cd"]), (["a", "b\n", "c", "d"], ["ab", "cd"]),
    (["\n\na\n"], ["", "", "a"]),
    (["12345678\n", "12345678"], ["12345678", "12345678"]), ([], []),
    (["a\nb\nc\nd\ne\nf\ng\nh\ni\n"], ["a", "b", "c", "d", "e", "f", "g", "h", "i"]),
  ])
  func `a stream is cut into lines however it comes`(_ pieces: [String], _ expected: [String]) {
    #expect(lines(pieces).0 == expected)
    #expect(!lines(pieces).1)
  }

  @Test func `a line that is too long is noticed, and those before it are kept`() {
    #expect(lines(["ab\n123456789"]).0 == ["ab"])
    #expect(lines(["ab\n123456789"]).1)
    #expect(lines(["1234", "5678", "9"]).1)
  }
}
