import EvalCore
import EvalTestSupport
import Testing

@testable import EvalTraces

struct ManifestReaderTests {
  private static let hash = String(repeating: "a", count: 64)

  /// A good manifest; line 3 is the scale, 4 to 6 the models, 7 and 8 the files.
  private static let lines = [
    "version: 1",
    "name: demo",
    "quality: {min: 1, max: 10, judge: \"gpt-4\"}",
    "models:",
    "  big: {input_per_million_usd: 10.0, output_per_million_usd: 30, cached_input_per_million_usd: 2.5}",
    "  small: ~",
    "files:",
    "  - {path: traces.jsonl, rows: 3, sha256: \(hash)}",
  ]

  private func decode(_ lines: [String]) throws -> Manifest {
    try ManifestReader.decode(Array(lines.joined(separator: "\n").utf8), file: "golden.yaml")
  }

  private func complaints(_ line: Int, _ text: String) -> [String] {
    var lines = Self.lines
    if line <= lines.count { lines[line - 1] = text } else { lines.append(text) }
    return EvalTracesTests.complaints { _ = try decode(lines) }
  }

  @Test func `a good manifest decodes to its value`() throws {
    let manifest = try decode(
      Self.lines + [
        "description: about it",
        "recorded: {date: 2024-06-17, seed: 0, by: \"hand\"}",
        "source: {name: a, license: b, note: c}", "extra: {free: [1]}",
      ])
    #expect(manifest.name == "demo" && manifest.summary == "about it")
    #expect(manifest.scale == QualityScale(min: 1, max: 10))
    #expect(manifest.models.map(\.name) == ["big", "small"])
    #expect(
      manifest.models[0].price
        == ModelPrice(
          inputPicoUSD: 10_000_000, outputPicoUSD: 30_000_000, cachedInputPicoUSD: 2_500_000))
    #expect(manifest.models[1].price == nil)
    #expect(manifest.files.map(\.path) == ["traces.jsonl"])
    #expect(manifest.files[0].rows == 3 && manifest.files[0].line == 8)
  }

  private static let mistakes: [(Int, String, String)] = [
    (1, "version: 9", "golden.yaml:1: version: is 9; this evalroute reads version 1: use a newer"),
    (2, "name: [x]", "golden.yaml:2: name: must be a text, is a list"),
    (2, "nmae: x", "golden.yaml"),
    (3, "quality: 5", "golden.yaml:3: quality: must be a mapping (key: value), is a number"),
    (3, "# none", "golden.yaml:1: the key `quality` is missing"),
    (3, "quality: {min: 0, max: ~}", "golden.yaml:3: quality: needs min and max"),
    (3, "quality: {min: 0}", "golden.yaml:3: quality: needs min and max"),
    (3, "quality: {min: a, max: 1}", "golden.yaml:3: quality.min: must be a number, is `a`"),
    (3, "quality: {min: 1, max: 1}", "golden.yaml:3: quality: min must be smaller than max"),
    (3, "quality: {min: 0, max: .inf}", "golden.yaml:3: quality.max: must be a number, is `.inf`"),
    (
      3, "quality: {min: 0, max: 100001}",
      "golden.yaml:3: quality: a quality is at most 100000 either"
    ),
    (3, "quality: {min: 0, max: 1, scale: x}", "golden.yaml:3: quality: unknown key `scale`"),
    (5, "  big: cheap", "golden.yaml:5: models.big: must be a mapping (key: value), is a text"),
    (
      5, "  big: {input_per_million_usd: 1}",
      "golden.yaml:5: models.big: needs both input_per_million"
    ),
    (
      5, "  big: {input_per_million_usd: -1, output_per_million_usd: 1}",
      "golden.yaml:5: models.big"
    ),
    (
      5, "  big: {input_per_million_usd: 1, output_per_million_usd: 1000001}",
      "golden.yaml:5: models.big"
    ),
    (
      5, "  big: {input_per_million_usd: 1, output_per_million_usd: 1, priced: 17.6.2024}",
      "golden.yaml:5: models.big"
    ),
    (5, "  big: {price: 1}", "golden.yaml:5: models.big: unknown key `price`"),
    (5, "  small: ~", "golden.yaml:5: the key `small` stands here twice"),
    (8, "  - traces.jsonl", "golden.yaml:8: files[0]: must be a mapping (key: value), is a text"),
    (8, "  - {rows: 3, sha256: \(hash)}", "golden.yaml:8: files[0]: the key `path` is missing"),
    (
      8, "  - {path: t, sha256: \(hash)}",
      "golden.yaml:8: files[0]: the key `rows` "
    ),
    (
      8, "  - {path: t, rows: , sha256: \(hash)}", "golden.yaml:8: files[0]: the key `rows` "
    ),
    (8, "  - {path: t, rows: -1, sha256: \(hash)}", "golden.yaml:8: files[0]"),
    (
      8, "  - {path: t, rows: many, sha256: \(hash)}",
      "golden.yaml:8: files[0].rows: must be a whole"
    ),
    (8, "  - {path: t, rows: 1}", "golden.yaml:8: files[0]: the key `sha256` is missing"),
    (8, "  - {path: t, rows: 1, sha256: abc}", "golden.yaml:8: files[0]"),
    (8, "  - {path: t, rows: 1, sha256: \(hash.dropLast())g}", "golden.yaml:8: files[0]"),
    (8, "  []", "golden.yaml:8: files: must list at least one file"),
    (
      9, "  - {path: traces.jsonl, rows: 1, sha256: \(hash)}",
      "golden.yaml:9: files[1]: the file `tra"
    ),
    (9, "recorded: {date: 2024-06-17, sede: 1}", "golden.yaml:9: recorded: unknown key `sede`"),
    (
      9, "source: {licence: x}",
      "golden.yaml:9: source: unknown key `licence` (did you mean `license`"
    ),
    (9, "notes: x", "golden.yaml:9: unknown key `notes`"),
  ]

  @Test(arguments: mistakes)
  func `a mistake has its line and key`(line: Int, text: String, expected: String) {
    let complaints = complaints(line, text)
    // A mistyped required key is missing, and unknown.
    #expect(complaints.count == (text.hasPrefix("nmae") ? 2 : 1), "\(complaints)")
    #expect(complaints.first?.hasPrefix(expected) == true, "\(complaints)")
  }

  @Test func `all mistakes are reported at once`() {
    var lines = Self.lines
    lines[0] = "version: 7"
    lines[2] = "quality: {min: 3, max: 2}"
    lines[4] = "  big: 5"
    lines[7] = "  - {path: ../x, rows: 3, sha256: abc}"
    let places = EvalTracesTests.complaints { _ = try decode(lines) }.map {
      $0.split(separator: ":")[1]
    }
    #expect(places == ["1", "3", "5", "8", "8"])
  }

  @Test(arguments: [
    ("", "golden.yaml: is empty"),
    ("[]", "golden.yaml:1: must be a mapping (key: value), is a list"),
    ("a: &b 1", "golden.yaml:1: a: anchors (&name) are not read; write the value out"),
    ("a: [", "golden.yaml:2: is not YAML here: "),
  ])
  func `what is no manifest has one clear line`(text: String, expected: String) {
    let complaints = EvalTracesTests.complaints { _ = try decode([text]) }
    #expect(complaints.count == 1)
    #expect(complaints.first?.hasPrefix(expected) == true, "\(complaints)")
  }
}
