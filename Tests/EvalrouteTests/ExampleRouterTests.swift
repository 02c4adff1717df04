import EvalTestSupport
import Foundation
import Testing

/// The routers of `examples/routers`, as the documentation tells people to run them.
@Suite(.enabled(if: Tool.hasPython, "python3 is not installed"))
struct ExampleRouterTests {
  /// Runs some of the examples on their golden.
  ///
  /// - Returns: For each router the calls by model.
  private func calls(of names: [String]) throws -> [[String: Int]] {
    let folder = try TemporaryFolder()
    try folder.copy(fromProject: "examples/routers")
    try folder.copy(fromProject: "goldens/mtbench")
    let result = try Program(in: folder.path).run(
      ["run", "examples/routers", "--json"] + names.flatMap { ["--router", $0] })
    #expect(result.status == 0, "\(result.stderr)")
    let routers = try #require(try result.json["routers"] as? [[String: Any]])
    return routers.compactMap { ($0["metrics"] as? [String: Any])?["calls"] as? [String: Int] }
  }

  @Test func `the examples in Python and shell pass, and choose alike`() throws {
    let calls = try calls(of: ["python", "shell"])
    try #require(calls.count == 2)
    #expect(calls[0].values.reduce(0, +) == 160)
    #expect(calls[0].count == 2)
    #expect(calls[0] == calls[1])
  }

  @Test(.enabled(if: Tool.hasNode, "node is not installed"))
  func `the example in Node passes, and chooses as the others do`() throws {
    let calls = try calls(of: ["python", "node"])
    try #require(calls.count == 2)
    #expect(calls[0] == calls[1])
  }
}
