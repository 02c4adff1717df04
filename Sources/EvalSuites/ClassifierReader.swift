import EvalCore
import EvalSystem

/// Decodes what a suite says of a language model that is asked for a word.
enum ClassifierReader {
  /// Reads `kind: llm`.
  static func llm(
    _ reader: inout MappingReader, ladder: [String], file: String, log: inout ProblemLog
  ) -> RouterKind? {
    let answers = answers(&reader, ladder: ladder, log: &log)
    let fallback = BranchReader.required("default", &reader, ladder: ladder, log: &log)
    let prompt = reader.string("prompt", log: &log)
    let price = reader.optional("price").flatMap { modelPrice($0, log: &log) }
    let recorded = reader.string("recorded", log: &log)
      .map { FileBytes.join(FileBytes.folder(of: file), $0) }
    let isLive = reader.has("url")
    let server = isLive ? LiveRouterReader.server(&reader, log: &log) : nil
    if !isLive {
      for key in LiveRouterReader.serverKeys {
        if let node = reader.optional(key) { log.add("goes with `url`, a server to ask", at: node) }
      }
    }
    if isLive == (recorded != nil) {
      log.add(
        "needs either `recorded`, a file of answers, or `url` and `model`, a server to ask",
        at: reader.node)
    }
    if let recorded, !FileBytes.isFile(recorded) {
      log.add("no file \(recorded)", at: reader.place(of: "recorded"))
    }
    if isLive, prompt?.contains(LLMSpec.placeholder) != true {
      log.add(
        "needs a `prompt` with \(LLMSpec.placeholder) where the user's words stand",
        at: reader.has("prompt") ? reader.place(of: "prompt") : reader.node)
    }
    guard let fallback else { return nil }
    let source: LLMSpec.Source
    switch (recorded, server) {
    case (.some(let file), _): source = .recorded(file)
    case (nil, .some(let server)): source = .live(server)
    case (nil, nil): return nil
    }
    return .llm(
      LLMSpec(prompt: prompt, answers: answers, fallback: fallback, source: source, price: price))
  }

  private static func answers(
    _ reader: inout MappingReader, ladder: [String], log: inout ProblemLog
  ) -> [LLMSpec.Answer] {
    guard let node = reader.required("answers", log: &log) else { return [] }
    guard let entries = node.entries, !entries.isEmpty, entries.count <= 250 else {
      log.add("must be a mapping from the words of an answer to models", at: node)
      return []
    }
    var seen: Set<String> = []
    return entries.compactMap { entry in
      let word = LLMSpec.plain(entry.key)
      if word.isEmpty { log.add("`\(entry.key)` is no word", at: entry.value) }
      if !seen.insert(word).inserted {
        log.add(
          "`\(entry.key)` stands here twice: letter case and punctuation do not count",
          at: entry.value)
      }
      return BranchReader.branch(entry.value, ladder: ladder, log: &log)
        .map { LLMSpec.Answer(word: entry.key, branch: $0) }
    }
  }

  private static func modelPrice(_ node: DocumentNode, log: inout ProblemLog) -> ModelPrice? {
    PriceDeclaration(node, log: &log).map { price in
      ModelPrice(
        inputPicoUSD: price.inputPicoUSD, outputPicoUSD: price.outputPicoUSD,
        cachedInputPicoUSD: price.cachedInputPicoUSD, priced: price.priced)
    }
  }
}
