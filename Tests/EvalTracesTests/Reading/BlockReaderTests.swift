import EvalCore
import EvalSystem
import EvalTestSupport
import Testing

@testable import EvalTraces

/// A file cut into ranges anywhere reads as the whole does.
struct BlockReaderTests {
  /// What blocks say together: the traces with their lines, and the mistakes with theirs.
  private struct Outcome: Equatable {
    var traces: [String] = []
    var mistakes: [String] = []
    var lines = 0

    init(_ blocks: [TraceBlock]) {
      for block in blocks {
        for row in 0..<block.count {
          let quality = block.outcomes.map { $0.quality[row] }
          let weight = block.weights?[row] ?? 1
          traces.append(
            "\(lines + Int(block.lines[row])): \(block.ids[row]) \(quality) \(weight)")
        }
        for mistake in block.mistakes {
          mistakes.append("\(lines + mistake.line): \(mistake.message)")
        }
        lines += block.lineCount
      }
    }
  }

  private static let lines = [
    GoldenText.line("a"), "", GoldenText.line("b", #","weight":4"#), "   ", "{",
    GoldenText.line("ccc"),
    GoldenText.line("é", big: "0.5"), "[]", "\r", GoldenText.line("d"),
  ]

  /// A file that is read in ranges.
  private struct CutFile {
    let folder: TemporaryFolder
    let reader: BlockReader

    init(_ text: String) throws {
      folder = try TemporaryFolder()
      try folder.write(text, to: "traces.jsonl")
      reader = BlockReader(
        file: try OpenFile(folder.file("traces.jsonl")), models: ["big", "small"],
        scale: QualityScale(min: 0, max: 1), pool: BufferPool())
    }

    func outcome(cuts: [Int]) throws -> Outcome {
      let bounds = [0] + cuts.filter { $0 > 0 && $0 < reader.file.size } + [reader.file.size]
      return Outcome(try zip(bounds, bounds.dropFirst()).map { try reader.read($0.0..<$0.1) })
    }
  }

  private static let texts = [
    lines.joined(separator: "\n"), lines.joined(separator: "\n") + "\n",
    lines.joined(separator: "\r\n") + "\n\n",
  ]

  @Test(arguments: texts, [1, 2, 3, 7, 20, 64, 127, 500])
  func `ranges of any size read as one`(text: String, size: Int) throws {
    let file = try CutFile(text)
    let whole = try file.outcome(cuts: [])
    let cuts = Array(stride(from: size, to: text.utf8.count, by: size))
    #expect(try file.outcome(cuts: cuts) == whole)
    #expect(whole.traces.count == 5 && whole.mistakes.count == 2)
  }

  @Test(arguments: texts)
  func `two ranges cut at any byte read as one`(text: String) throws {
    let file = try CutFile(text)
    let whole = try file.outcome(cuts: [])
    for cut in 1..<text.utf8.count { #expect(try file.outcome(cuts: [cut]) == whole) }
  }

  @Test func `a line that spans many ranges belongs to the first of them`() throws {
    let long = GoldenText.line("b", #","extra":"\#(String(repeating: "x", count: 300_000))""#)
    let file = try CutFile(
      [GoldenText.line("a"), long, GoldenText.line("c")].joined(separator: "\n"))
    let whole = try file.outcome(cuts: [])
    #expect(whole.traces.count == 3)
    let cuts = Array(stride(from: 10_000, to: 310_000, by: 10_000))
    #expect(try file.outcome(cuts: cuts) == whole)
  }

  @Test func `nothing but line ends has lines and no traces`() throws {
    let whole = try CutFile("\n\n\n").outcome(cuts: [1, 2])
    #expect(whole.lines == 3 && whole.traces.isEmpty)
  }
}
