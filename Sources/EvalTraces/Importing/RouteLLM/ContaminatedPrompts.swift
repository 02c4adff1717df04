import EvalSystem

/// The prompts that RouteLLM found in its routers' training data.
struct ContaminatedPrompts {
  private static let fileName = "contaminated_prompts.jsonl"

  private let digests: Set<[UInt8]>

  /// No prompt at all.
  init() {
    digests = []
  }

  /// Reads the list of a benchmark's folder.
  init(folder: String) throws(ProblemReport) {
    let path = FileBytes.join(folder, Self.fileName)
    guard FileBytes.isFile(path) else {
      throw ProblemReport(
        file: path,
        message: "does not exist; without it nothing tells which prompts to leave out: pass"
          + " --keep-contaminated to keep all of them")
    }
    var log = ProblemLog(file: path)
    let prompts = try JSONObjectLines.read(path).compactMap {
      $0.text("eval_prompt", log: &log)
    }
    try log.throwIfAny()
    digests = Set(prompts.map { SHA256.digest($0) })
  }

  /// Tells whether a prompt is on the list, to the byte.
  func contains(_ prompt: PromptFigures) -> Bool {
    digests.contains(prompt.digest)
  }

  /// Warns about entries that none of the prompts matched.
  func warnings(among prompts: [PromptFigures]) -> [String] {
    let missing = digests.subtracting(prompts.map(\.digest)).count
    guard missing > 0 else { return [] }
    return ["\(missing) of the \(digests.count) contaminated prompts are not in the data"]
  }
}
