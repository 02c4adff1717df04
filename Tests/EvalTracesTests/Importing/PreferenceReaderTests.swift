import EvalCore
import EvalSystem
import EvalTraces
import Testing

struct PreferenceReaderTests {
  private let folder: ImportFolder

  init() throws {
    folder = try ImportFolder()
  }

  private func read(_ text: String) throws -> Preferences {
    try PreferenceReader.read(folder.write(text, to: "p.jsonl"))
  }

  private func line(_ winner: String, _ a: String = "x", _ b: String = "y") -> String {
    #"{"prompt":"Name a river.","model_a":"\#(a)","model_b":"\#(b)","winner":"\#(winner)"}"#
  }

  @Test(arguments: [
    ("a", 1.0), ("b", 0), ("tie", 0.5), ("model_a", 1), ("model_b", 0), ("tie (bothbad)", 0.5),
  ])
  func `every winner's word has its share`(word: String, share: Double) throws {
    let read = try read(line(word))
    #expect(read.comparisons == [Preferences.Comparison(first: 0, second: 1, share: share)])
    #expect(read.models == ["x", "y"] && read.name == "p.jsonl" && read.sha256.count == 64)
    #expect(read.messages.userText(of: 0) == "Name a river.")
  }

  @Test func `messages are read as they stand, and other keys are passed over`() throws {
    let read = try read(
      """
      {"question_id":"q","language":"English","model_a":"y","model_b":"x","winner":"b",\
      "messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Why?"}]}

      \(line("tie", "x", "z"))
      """)
    #expect(read.models == ["y", "x", "z"])
    #expect(read.messages.userText(of: 0) == "Why?")
    #expect(read.messages.messages(of: 0).count == 2)
    #expect(read.comparisons.map(\.first) == [0, 1] && read.comparisons.map(\.second) == [1, 2])
  }

  @Test func `comparisons between some models are numbered in the order asked for`() throws {
    let read = try read(
      [line("a"), line("b", "z", "x"), line("a", "y", "x")].joined(separator: "\n"))
    let some = read.between(["y", "x"])
    #expect(some.models == ["y", "x"])
    #expect(
      some.comparisons == [
        Preferences.Comparison(first: 1, second: 0, share: 1),
        Preferences.Comparison(first: 0, second: 1, share: 1),
      ])
    #expect(some.messages.ends.count == 2 && some.golden.count == 2)
  }

  @Test func `every broken line is named, with what is wrong`() throws {
    let found = complaints(in: folder) {
      _ = try read(
        """
        \(line("c"))
        \(line("a", "x", "x"))
        \(line("a", "", "x"))
        {"prompt":" ","model_a":"x","model_b":"y","winner":"a"}
        {"model_a":"x","model_b":"y","winner":"a"}
        {"messages":[{"role":"assistant","content":"I."}],"model_a":"x","model_b":"y","winner":"a"}
        {"prompt":"Why?","model_a":"x","winner":1}
        """)
    }
    #expect(
      found == [
        "p.jsonl:1: winner: must be one of a, b, tie, model_a, model_b, tie (bothbad), is `c`",
        "p.jsonl:2: model_b: compares `x` with itself", "p.jsonl:3: model_a: is empty",
        "p.jsonl:4: prompt: is empty",
        "p.jsonl:5: needs `prompt` or `messages`: what was asked",
        "p.jsonl:6: messages: must be a list of messages with `role` and `content`, one of them the"
          + " user's",
        "p.jsonl:7: the key `model_b` is missing",
        "p.jsonl:7: winner: must be a text, is 1",
      ])
  }

  @Test func `a file without a comparison is refused`() {
    #expect(complaints(in: folder) { _ = try read("\n\n") } == ["p.jsonl: holds no comparison"])
  }
}
