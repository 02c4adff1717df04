/// Tokens read and written.
package struct TokenCounts: Codable, Equatable, Sendable {
  package var input: Int64
  package var output: Int64

  package init(input: Int64, output: Int64) {
    self.input = input
    self.output = output
  }
}
