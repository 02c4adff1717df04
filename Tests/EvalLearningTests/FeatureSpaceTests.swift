import EvalStatistics
import Testing

@testable import EvalLearning

struct FeatureSpaceTests {
  private static let queries: [[[UInt64]]] = [[[1, 2, 2]], [[2, 3]], [[2, 9], [7]]]

  @Test func `terms of enough queries are kept, the most frequent ones, ascending`() {
    #expect(FeatureSpace(queries: Self.queries, limit: 9, fewest: 1).terms == [1, 2, 3, 7, 9])
    #expect(FeatureSpace(queries: Self.queries, limit: 9, fewest: 2).terms == [2])
    #expect(FeatureSpace(queries: Self.queries, limit: 2, fewest: 1).terms == [1, 2])
  }

  @Test func `weights are those of TF-IDF, each block scaled to length 1`() throws {
    let space = FeatureSpace(queries: Self.queries, limit: 9, fewest: 1)
    // Term 2 is in all three queries, the others in one.
    let rare = 1 + Elementary.log(4.0 / 2)
    #expect(space.idf == [rare, 1, rare, rare, rare])
    let rows = space.rows(of: [[[2, 1, 2, 5]], [[2, 9], [7]], [[]]])
    #expect(rows.ends == [2, 5, 5])
    #expect(rows.columns == [0, 1, 1, 3, 4])
    let double = 1 + Elementary.log(2)
    let length = (rare * rare + double * double).squareRoot()
    #expect(rows.values[0] == rare / length && rows.values[1] == double / length)
    // The label's block stands alone: its only term weighs 1.
    #expect(rows.values[3] == 1)
  }

  @Test func `a space that does not fit together is none`() {
    #expect(FeatureSpace(terms: [2, 1], idf: [1, 1]) == nil)
    #expect(FeatureSpace(terms: [1, 2], idf: [1]) == nil)
    #expect(FeatureSpace(terms: [1], idf: [.nan]) == nil)
  }

  @Test func `rows turn into columns and back`() {
    let rows = FeatureSpace(queries: Self.queries, limit: 9, fewest: 1).rows(of: Self.queries)
    #expect(rows.transposed.transposed == rows)
    #expect(rows.transposed.count == rows.columnCount)
  }
}
