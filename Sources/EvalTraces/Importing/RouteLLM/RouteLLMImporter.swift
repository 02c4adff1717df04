package import EvalSystem

/// Reads the benchmark data that RouteLLM's evaluator comes with.
///
/// Every trace carries the signals of `PromptFigures`, measured on the source's own prompt.
package struct RouteLLMImporter: Sendable {
  /// A benchmark of that evaluator.
  package enum Benchmark: String, CaseIterable, Sendable {
    /// 80 questions of two turns, graded from 1 to 10.
    case mtBench = "mt-bench"
    /// 1,319 problems of arithmetic, right or wrong.
    case gsm8k
    /// 14,042 questions in 57 subjects, right or wrong.
    case mmlu
  }

  /// Which benchmark is read.
  package var benchmark: Benchmark
  /// Whether prompts that the source lists as contaminated stay in; its evaluator leaves them out.
  package var keepContaminated: Bool
  /// MT-Bench only: a JSON Lines file (`question_id`, `category`, `turns`) whose turns become the
  /// messages; the answers then stay out, for they answer other questions.
  package var promptsFile: String?
  /// The golden's name, and whether the source's texts stay out.
  package var options: ImportOptions

  package init(
    benchmark: Benchmark, keepContaminated: Bool = false, promptsFile: String? = nil,
    options: ImportOptions = ImportOptions()
  ) {
    self.benchmark = benchmark
    self.keepContaminated = keepContaminated
    self.promptsFile = promptsFile
    self.options = options
  }

  /// Reads the benchmark.
  ///
  /// - Parameter input: The benchmark's own folder, or the one that holds it.
  /// - Returns: The golden, not written yet.
  /// - Throws: `ProblemReport` with the mistakes of the first kind of file that has any.
  package func read(_ input: String) throws(ProblemReport) -> GoldenDraft {
    if let promptsFile, benchmark != .mtBench {
      throw ProblemReport(
        file: promptsFile,
        message: "prompts of one's own are for mt-bench only; leave them out for"
          + " \(benchmark.rawValue)")
    }
    let folder = try benchmark.folder(in: input)
    let contaminated =
      keepContaminated ? ContaminatedPrompts() : try ContaminatedPrompts(folder: folder)
    return switch benchmark {
    case .mtBench: try MTBenchImport(importer: self, contaminated: contaminated).read(folder)
    case .gsm8k: try GSM8KImport(importer: self, contaminated: contaminated).read(folder)
    case .mmlu: try MMLUImport(importer: self, contaminated: contaminated).read(folder)
    }
  }
}

extension RouteLLMImporter.Benchmark {
  private var folderName: String {
    switch self {
    case .mtBench: "mt_bench"
    case .gsm8k: "gsm8k"
    case .mmlu: "mmlu"
    }
  }

  /// A file that every copy of the benchmark has.
  private var landmark: String {
    switch self {
    case .mtBench: MTBenchImport.judgementsName
    case .gsm8k: GSM8KImport.fileName
    case .mmlu: MMLUImport.fileName(of: "abstract_algebra")
    }
  }

  /// Returns the benchmark's folder: one inside `input`, else `input` itself.
  fileprivate func folder(in input: String) throws(ProblemReport) -> String {
    let inner = FileBytes.join(input, folderName)
    for folder in [inner, input] where FileBytes.isFile(FileBytes.join(folder, landmark)) {
      return folder
    }
    // A folder by the right name is taken at its word: what it lacks is reported file by file.
    if FileBytes.isFolder(inner) { return inner }
    if FileBytes.isFolder(input), FileBytes.name(of: input) == folderName { return input }
    throw ProblemReport(
      file: input,
      message: "holds no \(rawValue) data: give RouteLLM's folder with `\(folderName)` in it, or"
        + " the folder with `\(landmark)`")
  }
}
