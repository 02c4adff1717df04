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
