import EvalStatistics

/// Turns the terms of a query into a row of TF-IDF weights, as learned on a training set.
///
/// A query has blocks of terms: those of its text, those of its labels, those of its length. Each
/// block's weights are (1 + ln tf)·(1 + ln((1 + n)/(1 + df))), scaled to length 1, so that no block
/// drowns another.
package struct FeatureSpace: Equatable, Sendable {
  /// The terms that are known, ascending.
  package let terms: [UInt64]
  /// For each term 1 + ln((1 + n)/(1 + df)).
  package let idf: [Double]

  /// Takes a space as it is stored; nil where it does not fit together.
  package init?(terms: [UInt64], idf: [Double]) {
    guard terms.count == idf.count, zip(terms, terms.dropFirst()).allSatisfy({ $0 < $1 }),
      idf.allSatisfy({ $0.isFinite && $0 > 0 })
    else { return nil }
    self.terms = terms
    self.idf = idf
  }

  /// Learns the terms of a training set.
  ///
  /// - Parameters:
  ///   - queries: The queries, each with its blocks of terms.
  ///   - limit: How many terms are kept, those that occur most often; among equals the smaller hash.
  ///   - fewest: In how many queries a term must occur.
  package init(queries: [[[UInt64]]], limit: Int, fewest: Int) {
    var frequency: [UInt64: (queries: Int, occurrences: Int)] = [:]
    var seen: Set<UInt64> = []
    for query in queries {
      seen.removeAll(keepingCapacity: true)
      for block in query {
        for term in block {
          let isNew = seen.insert(term).inserted
          frequency[term, default: (0, 0)].occurrences += 1
          if isNew { frequency[term]?.queries += 1 }
        }
      }
    }
    let known = frequency.filter { $0.value.queries >= fewest }
      .map { (term: $0.key, queries: $0.value.queries, occurrences: $0.value.occurrences) }
      .sorted { ($1.occurrences, $0.term) < ($0.occurrences, $1.term) }
      .prefix(limit)
      .sorted { $0.term < $1.term }
    terms = known.map(\.term)
    let count = Double(1 + queries.count)
    idf = known.map { 1 + Elementary.log(count / Double(1 + $0.queries)) }
  }

  /// Returns the rows of queries; a term that is not known is passed over.
  package func rows(of queries: [[[UInt64]]]) -> SparseRows {
    var index: [UInt64: Int32] = [:]
    index.reserveCapacity(terms.count)
    for (column, term) in terms.enumerated() { index[term] = Int32(column) }
    var rows = SparseRows(columnCount: terms.count)
    for query in queries { rows.append(query.flatMap { block($0, index) }.sorted { $0.0 < $1.0 }) }
    return rows
  }

  private func block(
    _ terms: [UInt64], _ index: [UInt64: Int32]
  ) -> [(column: Int32, value: Double)] {
    let columns = terms.compactMap { index[$0] }.sorted()
    var entries: [(column: Int32, value: Double)] = []
    var place = 0
    while place < columns.count {
      let column = columns[place]
      var frequency = 0
      while place < columns.count, columns[place] == column {
        frequency += 1
        place += 1
      }
      let weight = (1 + Elementary.log(Double(frequency))) * idf[Int(column)]
      entries.append((column, weight))
    }
    let length = entries.reduce(0) { $0 + $1.value * $1.value }.squareRoot()
    guard length > 0 else { return [] }
    return entries.map { ($0.column, $0.value / length) }
  }
}
