import EvalCore
import EvalSystem

/// Reads the answers of a language model that were recorded in a file.
///
/// JSON Lines, one for each trace: `{"id": "081-1", "answer": "HARD", "input_tokens": 96,
/// "output_tokens": 1}`; `cost_usd`, `latency_ms` and `prompt_sha256` may stand there too.
struct RecordedAnswers {
  private let file: String
  /// The SHA-256 of the suite's prompt; nil where the suite has none.
  private let prompt: String?

  /// - Parameters:
  ///   - file: The path.
  ///   - prompt: What the suite says that the model is asked; nil where it does not.
  init(file: String, prompt: String?) {
    self.file = file
    self.prompt = prompt.map { SHA256.hex(SHA256.digest($0)) }
  }

  /// Returns for each trace its answer; answers to other queries are passed over.
  ///
  /// - Throws: `ProblemReport` with every line that is no answer, and where a trace has none.
  func read(_ ids: TextColumn) throws(ProblemReport) -> [WordAnswer] {
    let bytes = try FileBytes.read(file)
    guard let lookup = JSONLookup() else {
      throw ProblemReport(file: file, message: "memory is short")
    }
    var log = ProblemLog(file: file)
    var answers: [WordAnswer?] = Array(repeating: nil, count: ids.count)
    for (number, line) in bytes.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    ).enumerated() where !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) {
      do throws(LineMistake) {
        let (id, answer) = try self.answer(line, lookup)
        guard let trace = ids.index(ofSorted: id) else { continue }
        if answers[trace] != nil { throw LineMistake(text: "`\(id)` was answered before") }
        answers[trace] = answer
      } catch {
        log.add(error.text, line: number + 1)
      }
    }
    try log.throwIfAny()
    let missing = answers.indices.filter { answers[$0] == nil }
    guard missing.isEmpty else {
      let named = missing.prefix(3).map { ids[$0] }.joined(separator: ", ")
      throw ProblemReport(
        file: file,
        message: "has no answer for \(missing.count) of \(ids.count) traces (\(named)"
          + "\(missing.count > 3 ? ", …" : "")): record them")
    }
    return answers.compactMap { $0 }
  }

  private struct LineMistake: Error {
    var text: String
  }

  private func answer(
    _ line: ArraySlice<UInt8>, _ lookup: borrowing JSONLookup
  ) throws(LineMistake) -> (String, WordAnswer) {
    guard lookup.parse(copying: line), case .object = lookup.value(at: "") else {
      throw LineMistake(text: "is no JSON object")
    }
    guard case .text(let id) = lookup.value(at: "/id") else {
      throw LineMistake(text: "needs an `id`, a text")
    }
    let name = String(decoding: id, as: UTF8.self)
    guard case .text(let said) = lookup.value(at: "/answer") else {
      throw LineMistake(text: "needs an `answer`, a text")
    }
    var answer = WordAnswer(text: String(decoding: said, as: UTF8.self))
    answer.inputTokens = try whole("/input_tokens", lookup)
    answer.outputTokens = try whole("/output_tokens", lookup)
    answer.costNanoUSD = try number("/cost_usd", upTo: 1000, lookup)
      .map { Int64(($0 * 1e9).rounded()) }
    answer.latency = try number("/latency_ms", upTo: 1e9, lookup)
      .map { UInt64(($0 * 1e6).rounded()) }
    try checkPrompt(lookup)
    return (name, answer)
  }

  private func checkPrompt(_ lookup: borrowing JSONLookup) throws(LineMistake) {
    switch lookup.value(at: "/prompt_sha256") {
    case .absent, .null: return
    case .text(let hash):
      let recorded = String(decoding: hash, as: UTF8.self)
      guard let prompt, prompt != recorded else { return }
      throw LineMistake(
        text: "was recorded with another prompt than the suite's (\(prompt)): record it anew")
    default: throw LineMistake(text: "`prompt_sha256` is not a text")
    }
  }

  private func whole(
    _ pointer: StaticString, _ lookup: borrowing JSONLookup
  ) throws(LineMistake) -> Int64? {
    guard let number = try number(pointer, upTo: 1e12, lookup) else { return nil }
    guard number == number.rounded() else {
      throw LineMistake(text: "`\("\(pointer)".dropFirst())` is no whole number")
    }
    return Int64(number)
  }

  private func number(
    _ pointer: StaticString, upTo limit: Double, _ lookup: borrowing JSONLookup
  ) throws(LineMistake) -> Double? {
    switch lookup.value(at: pointer) {
    case .absent, .null: return nil
    case .number(let number) where number >= 0 && number <= limit: return number
    default:
      throw LineMistake(text: "`\("\(pointer)".dropFirst())` is no number from 0 on")
    }
  }
}
