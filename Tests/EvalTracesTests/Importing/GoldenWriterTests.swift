import EvalSystem
import EvalTraces
import Foundation
import Testing

struct GoldenWriterTests {
  private let folder: ImportFolder
  private let manifest = ManifestDraft(
    name: "tiny", description: "Two queries.",
    recorded: ManifestDraft.Recording(date: "2024-06-17", seed: 7, by: "hand"),
    source: ManifestDraft.Source(name: "nobody", license: "MIT", note: "made up"),
    quality: ManifestDraft.Quality(min: 1, max: 10, judge: "a coin"),
    models: [
      ManifestDraft.Model(
        name: "big",
        price: ManifestDraft.Price(
          inputPerMillionUSD: 10, outputPerMillionUSD: 0.00005, priced: "2024-06-17")),
      ManifestDraft.Model(name: "small/1.0"),
    ])

  init() throws {
    folder = try ImportFolder()
  }

  private func trace(_ id: String, quality: Double = 9.5, line: Int? = nil) -> TraceDraft {
    TraceDraft(
      id: id,
      outcomes: [
        TraceDraft.Outcome(model: "big", quality: quality),
        TraceDraft.Outcome(model: "small/1.0", quality: 1),
      ],
      place: line.map { SourcePlace(file: "t.csv", line: $0) })
  }

  @Test func `a trace's keys stand in the order of the contract`() {
    var full = trace("081-1")
    full.cluster = "081"
    full.weight = 2
    full.user = "u"
    full.conversation = "c"
    full.messages = [TraceDraft.Message(role: "user", content: "a\nb")]
    full.cohorts = [TraceDraft.Cohort("turn", "1"), TraceDraft.Cohort("category", "math")]
    full.outcomes[0].inputTokens = 31
    full.outcomes[0].outputTokens = 402
    full.outcomes[0].costUSD = 7.5e-05
    full.outcomes[0].latencyMS = 9120
    full.outcomes[0].response = "yes"
    full.signals = [TraceDraft.Signal("win_rate", 0.61)]
    #expect(
      full.json == #"{"id":"081-1","cluster":"081","weight":2,"user":"u","conversation":"c","#
        + #""messages":[{"role":"user","content":"a\nb"}],"#
        + #""cohorts":{"turn":"1","category":"math"},"outcomes":{"big":{"quality":9.5,"#
        + #""input_tokens":31,"output_tokens":402,"cost_usd":0.000075,"latency_ms":9120,"#
        + #""response":"yes"},"small/1.0":{"quality":1}},"signals":{"win_rate":0.61}}"#)
  }

  @Test func `what a trace does not have is left out`() {
    #expect(
      trace("x").json
        == #"{"id":"x","outcomes":{"big":{"quality":9.5},"small/1.0":{"quality":1}}}"#)
  }

  @Test func `the files are those the manifest names`() throws {
    let files = try GoldenWriter.write(
      manifest, [trace("b"), trace("a")], to: folder.file("golden"))
    let traces = try folder.text("golden/traces.jsonl")
    #expect(
      files.map(\.path) == [folder.file("golden/traces.jsonl"), folder.file("golden/golden.yaml")])
    #expect(
      files.map(\.bytes) == [traces.utf8.count, try folder.text("golden/golden.yaml").utf8.count])
    #expect(traces == trace("a").json + "\n" + trace("b").json + "\n")
    let digest = SHA256.hex(SHA256.digest(traces))
    #expect(
      try folder.text("golden/golden.yaml") == """
        version: 1
        name: tiny
        description: "Two queries."
        recorded: {date: 2024-06-17, seed: 7, by: "hand"}
        source:
          name: nobody
          license: MIT
          note: "made up"
        quality: {min: 1, max: 10, judge: "a coin"}
        models:
          big:       {input_per_million_usd: 10, output_per_million_usd: 0.00005, priced: 2024-06-17}
          small/1.0: {}
        files:
          - {path: traces.jsonl, rows: 2, sha256: "\(digest)"}

        """)
  }

  @Test func `traces are sorted by the bytes of their ids`() throws {
    let ids = ["é", "z", "Z", "a-10", "a-2", "e\u{301}", "a", "🦆", "\u{FFFD}"]
    let sorted = ids.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    try GoldenWriter.write(manifest, ids.map { trace($0) }, to: folder.file("g"))
    let written = try folder.text("g/traces.jsonl").split(separator: "\n").map { line in
      String(line.split(separator: "\"")[3])
    }
    #expect(written.map { Array($0.utf8) } == sorted.map { Array($0.utf8) })
  }

  @Test func `equal drafts give equal bytes whatever the order`() throws {
    let traces = (1...50).map { trace("t\($0)", quality: Double($0 % 9 + 1)) }
    try GoldenWriter.write(manifest, traces, to: folder.file("one"))
    try GoldenWriter.write(manifest, traces.reversed(), to: folder.file("two"))
    for name in ["golden.yaml", "traces.jsonl"] {
      #expect(try folder.text("one/\(name)") == folder.text("two/\(name)"))
    }
  }

  @Test func `a folder that holds something is left alone`() throws {
    try folder.write("mine", to: "g/notes.txt")
    let found = complaints(in: folder) {
      try GoldenWriter.write(manifest, [trace("a")], to: folder.file("g"))
    }
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("g: this folder is not empty (it holds `notes.txt`)") == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("g")) == ["notes.txt"])
  }

  @Test func `overwriting replaces the golden and nothing else`() throws {
    try folder.write("mine", to: "g/notes.txt")
    try folder.write("old", to: "g/golden.yaml")
    try GoldenWriter.write(manifest, [trace("a")], to: folder.file("g"), overwrite: true)
    #expect(try folder.text("g/notes.txt") == "mine")
    #expect(try folder.text("g/golden.yaml").hasPrefix("version: 1\n"))
  }

  @Test func `an id given twice is reported with both places`() throws {
    let found = complaints(in: folder) {
      try GoldenWriter.write(
        manifest, [trace("a", line: 4), trace("b", line: 5), trace("a", line: 9)],
        to: folder.file("g"))
    }
    #expect(found == ["t.csv:9: the id `a` was already given at t.csv:4; ids must be unique"])
    #expect(!FileManager.default.fileExists(atPath: folder.file("g")))
  }

  @Test func `figures that no reader would take are refused`() throws {
    var odd = trace("a", quality: 11, line: 2)
    odd.signals = [TraceDraft.Signal("s", .nan), TraceDraft.Signal("s", 1)]
    odd.outcomes[1].costUSD = -1
    odd.weight = 0
    odd.outcomes.append(TraceDraft.Outcome(model: "other", quality: 2))
    let found = complaints { try GoldenWriter.write(manifest, [odd], to: folder.file("g")) }
    #expect(found.count == 6)
    #expect(found.allSatisfy { $0.hasPrefix("t.csv:2: ") })
  }

  @Test func `a trace without some model's outcome is refused`() throws {
    var half = trace("a", line: 3)
    half.outcomes.removeLast()
    let found = complaints { try GoldenWriter.write(manifest, [half], to: folder.file("g")) }
    #expect(found == ["t.csv:3: the trace `a` has no outcome of `small/1.0`"])
  }

  @Test(arguments: [(5.0, 5.0), (2, 1), (0, .infinity), (.nan, 1), (0, 1e9)])
  func `a scale that cannot be used is refused`(min: Double, max: Double) {
    var manifest = manifest
    manifest.quality = ManifestDraft.Quality(min: min, max: max)
    let found = complaints(in: folder) {
      try GoldenWriter.write(manifest, [trace("a")], to: folder.file("g"))
    }
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("g: the quality scale") == true)
  }

  @Test func `many problems are capped and counted`() throws {
    let traces = (0..<50).map { (index: Int) in trace("t\(index)", quality: 11, line: index) }
    let found = complaints(in: folder) {
      try GoldenWriter.write(manifest, traces, to: folder.file("g"))
    }
    #expect(found.count == ProblemLog.limit + 1)
    #expect(found.last == "g: and 30 more like these")
  }

  @Test func `a golden without traces or models is refused`() throws {
    var manifest = manifest
    manifest.models = []
    let found = complaints(in: folder) {
      try GoldenWriter.write(manifest, [], to: folder.file("g"))
    }
    #expect(found == ["g: there is no model", "g: there is no trace to write"])
  }
}
