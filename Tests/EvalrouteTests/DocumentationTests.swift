import EvalTestSupport
import Foundation
import Testing

/// Everything that the README tells a reader to type is typed here.
struct DocumentationTests {
  private let folder: TemporaryFolder
  private let program: Program

  init() throws {
    folder = try TemporaryFolder()
    for name in ["mtbench", "gsm8k", "mmlu"] {
      try folder.copy(fromProject: "suites/\(name)")
      try folder.copy(fromProject: "goldens/\(name)")
    }
    try folder.write(
      """
      query_id,text,lang,big_score,small_score,prompt_tokens,big_tokens,small_tokens
      q1,hello,en,1,0,3,9,8
      q2,hallo,de,1,1,4,7,6

      """, to: "table.csv")
    program = Program(in: folder.path)
  }

  /// Returns the fenced blocks of a document, without their fences.
  private func blocks(_ name: String) throws -> [String] {
    let parts = try TemporaryFolder.read("\(Project.root)/\(name)")
      .components(separatedBy: "```")
    return parts.indices.filter { $0 % 2 == 1 }.map { parts[$0] }
  }

  /// Returns the commands of a block: lines that begin with the program's name, continued lines
  /// joined.
  private func commands(_ block: String) -> [[String]] {
    block.replacing("\\\n", with: " ").split(separator: "\n")
      .map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { $0.hasPrefix("evalroute ") }
      .map { $0.split(separator: " ").dropFirst().map(String.init) }
  }

  @Test func `every command of the README works`() throws {
    let commands = try blocks("README.md").flatMap(commands)
    #expect(commands.count >= 8)
    for command in commands {
      let result = try program.run(command)
      #expect(result.status == 0, "evalroute \(command.joined(separator: " ")): \(result.stderr)")
    }
    #expect(try program.run("lint", "goldens/mine").stdout == "goldens/mine: nothing found\n")
  }

  @Test func `the README shows what the program prints`() throws {
    let block = try #require(try blocks("README.md").first { $0.contains("on golden mtbench") })
    let output = try program.run("run", "suites/mtbench").stdout
    for line in block.split(separator: "\n") where line != "…" {
      #expect(output.contains(line), "\(line)")
    }
  }

  @Test func `the suite in the README is one`() throws {
    let block = try #require(try blocks("README.md").first { $0.hasPrefix("yaml") })
    try folder.write(String(block.dropFirst("yaml\n".count)), to: "suites/readme/suite.yaml")
    let result = try program.run("run", "suites/readme")
    #expect(result.status == 3, "\(result.stderr)")
    #expect(result.stdout.contains("there is no baseline"))
  }
}
