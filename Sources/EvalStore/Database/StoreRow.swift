import Foundation
import GRDB

/// A row of a store that nobody vouches for: every value is checked, none is converted.
struct StoreRow {
  private let row: Row

  /// Wraps a row; it is valid as long as the row is.
  init(_ row: Row) {
    self.row = row
  }

  /// Returns a text.
  func text(_ column: String) throws(ColumnDamage) -> String {
    try required(column, optionalText(column))
  }

  /// Returns a text, nil where there is none.
  func optionalText(_ column: String) -> String? {
    String.fromDatabaseValue(value(column))
  }

  /// Returns an integer.
  func integer(_ column: String) throws(ColumnDamage) -> Int64 {
    try required(column, Int64.fromDatabaseValue(value(column)))
  }

  /// Returns a number.
  func number(_ column: String) throws(ColumnDamage) -> Double {
    try required(column, optionalNumber(column))
  }

  /// Returns a number, nil where there is none.
  func optionalNumber(_ column: String) -> Double? {
    Double.fromDatabaseValue(value(column))
  }

  /// Returns a blob.
  func blob(_ column: String) throws(ColumnDamage) -> Data {
    try required(column, Data.fromDatabaseValue(value(column)))
  }

  /// Returns a column of integers.
  func integers(_ column: String, count: Int) throws(ColumnDamage) -> [Int64] {
    try decode(column) { blob throws(ColumnDamage) in
      try ColumnCodec.integers(blob, count: count)
    }
  }

  /// Returns a column of integers, nil where there is none.
  func optionalIntegers(_ column: String, count: Int) throws(ColumnDamage) -> [Int64]? {
    value(column).isNull ? nil : try integers(column, count: count)
  }

  /// Returns a column of integers that fit a narrower type.
  func integers<Value: FixedWidthInteger>(
    _ column: String, count: Int, as type: Value.Type, below limit: Int
  ) throws(ColumnDamage) -> [Value] {
    let integers = try integers(column, count: count)
    guard integers.allSatisfy({ $0 >= 0 && $0 < limit }) else {
      throw ColumnDamage("column \(column): a value is out of range")
    }
    return integers.map { Value(truncatingIfNeeded: $0) }
  }

  /// Returns a column of doubles, nil where there is none.
  func optionalDoubles(_ column: String, count: Int) throws(ColumnDamage) -> [Double]? {
    guard !value(column).isNull else { return nil }
    return try decode(column) { blob throws(ColumnDamage) in
      try ColumnCodec.doubles(blob, count: count)
    }
  }

  /// Returns what a converter makes of a blob, and names the column where it refuses.
  func decode<Column>(
    _ column: String, _ convert: (Data) throws(ColumnDamage) -> Column
  ) throws(ColumnDamage) -> Column {
    let blob = try blob(column)
    do throws(ColumnDamage) {
      return try convert(blob)
    } catch {
      throw ColumnDamage("column \(column): \(error.reason)")
    }
  }

  private func value(_ column: String) -> DatabaseValue {
    row[column] ?? .null
  }

  private func required<Value>(
    _ column: String, _ value: Value?
  ) throws(ColumnDamage) -> Value {
    guard let value else { throw ColumnDamage("column \(column): a value is missing") }
    return value
  }
}
