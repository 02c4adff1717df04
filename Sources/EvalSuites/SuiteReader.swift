package import EvalCore
package import EvalSystem

/// Decodes a suite file into a checked `Suite`, or says what is wrong and where.
package enum SuiteReader {
  /// The name of the suite file inside a suite's folder.
  package static let fileName = "suite.yaml"

  /// Reads a suite from its folder or file.
  ///
  /// - Throws: `ProblemReport` with every mistake of the file.
  package static func read(_ path: String) throws(ProblemReport) -> Suite {
    let file = try self.file(of: path)
    return try decode(try FileBytes.read(file), file: file)
  }

  /// Returns the suite file that a path names.
  ///
  /// - Throws: `ProblemReport` where there is none, with the nearest name beside it.
  package static func file(of path: String) throws(ProblemReport) -> String {
    if FileBytes.isFile(path) { return path }
    let inside = FileBytes.join(path, fileName)
    if FileBytes.isFile(inside) { return inside }
    if FileBytes.isFolder(path) {
      let inner = SuiteList.names(in: path).map { FileBytes.join(path, $0) }
      let clause = inner.isEmpty ? "" : "; its suites: \(inner.joined(separator: ", "))"
      throw ProblemReport(file: path, message: "holds no \(fileName)\(clause)")
    }
    let parent = FileBytes.folder(of: path)
    let name = FileBytes.name(of: path)
    let clause = Suggestion.nearest(to: name, among: SuiteList.names(in: parent))
      .map { " (did you mean `\(FileBytes.join(parent, $0))`?)" }
    throw ProblemReport(file: path, message: "no such suite" + (clause ?? ""))
  }

  /// Decodes the bytes of a suite file.
  ///
  /// - Parameters:
  ///   - bytes: The file's contents.
  ///   - file: Its path; paths inside the suite are relative to its folder.
  /// - Returns: The suite, consistent in itself; whether it fits its golden is checked later.
  /// - Throws: `ProblemReport` with every mistake of the file.
  package static func decode(_ bytes: [UInt8], file: String) throws(ProblemReport) -> Suite {
    let document = try YAMLDocument.parse(bytes, file: file)
    var log = ProblemLog(file: file)
    let suite = suite(document, bytes: bytes, file: file, log: &log)
    try log.throwIfAny()
    guard let suite else { throw ProblemReport(file: file, message: "is not a suite") }
    return suite
  }

  private static func suite(
    _ document: DocumentNode, bytes: [UInt8], file: String, log: inout ProblemLog
  ) -> Suite? {
    guard var reader = MappingReader(document, log: &log) else { return nil }
    reader.version(1, log: &log)
    let name = name(&reader, log: &log)
    let summary = reader.string("description", log: &log)
    let golden = reader.requiredString("golden", log: &log)
    let part = reader.word("part", as: GoldenPart.self, log: &log)
    let ladder = ladder(&reader, log: &log)
    let cohorts = reader.strings("cohorts", log: &log) ?? []
    let seed = seed(&reader, log: &log)
    let policy = reader.word("on_inconclusive", as: InconclusivePolicy.self, log: &log) ?? .fail
    let compat = reader.word("compat", as: CompatWord.self, log: &log)
    let routers = RouterSpecReader.routers(&reader, ladder: ladder, file: file, log: &log)
    RouterReferences.check(
      routers, declared: RouterSpecReader.declaredNames(document), log: &log)
    let gates = GateSpecReader.gates(
      &reader, ladder: ladder, cohorts: cohorts, routers: RouterSpecReader.declaredNames(document),
      log: &log)
    RouterReferences.check(gates, routers, log: &log)
    reader.finish(log: &log)
    if Set(cohorts).count != cohorts.count {
      log.add("names a label twice", at: reader.place(of: "cohorts"))
    }
    guard let name, let golden else { return nil }
    var suite = Suite(
      name: name, summary: summary, file: file,
      golden: FileBytes.join(FileBytes.folder(of: file), golden), ladder: ladder,
      cohorts: cohorts, seed: seed, onInconclusive: policy,
      showsRouteLLMCompat: compat == .routellm, routers: routers, gates: gates,
      sha256: SHA256.hex(SHA256.digest(bytes)))
    suite.part = part
    suite.ladderPlaces =
      reader.has("ladder")
      ? places(of: "ladder", in: reader)
      : ["weak", "strong"].flatMap { places(of: $0, in: reader) }
    suite.cohortPlaces = places(of: "cohorts", in: reader)
    return suite
  }

  private static func places(of key: String, in reader: MappingReader) -> [Suite.Place] {
    let node = reader.place(of: key)
    return (node.items ?? [node]).map { Suite.Place(line: $0.line, keyPath: $0.keyPath) }
  }

  private enum CompatWord: String, CaseIterable {
    case routellm
  }

  private static func name(_ reader: inout MappingReader, log: inout ProblemLog) -> String? {
    guard let node = reader.required("name", log: &log) else { return nil }
    guard let name = node.text else {
      log.add("must be a text, is \(node.kind)", at: node)
      return nil
    }
    let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789._-")
    if name.isEmpty || name.count > 64 || !name.allSatisfy(allowed.contains) || name == "."
      || name == ".."
    {
      log.add("`\(name)` must be 1 to 64 of a-z 0-9 . _ -", at: node)
      return nil
    }
    return name
  }

  private static func seed(_ reader: inout MappingReader, log: inout ProblemLog) -> UInt64 {
    guard let seed = reader.integer("seed", log: &log) else { return 0 }
    guard seed >= 0 else {
      log.add("must be 0 or more", at: reader.place(of: "seed"))
      return 0
    }
    return UInt64(seed)
  }

  private static func ladder(_ reader: inout MappingReader, log: inout ProblemLog) -> [String] {
    let strong = reader.string("strong", log: &log)
    let weak = reader.string("weak", log: &log)
    let ladder = reader.strings("ladder", log: &log)
    if let ladder {
      if strong != nil || weak != nil {
        log.add("give either `ladder`, or `strong` and `weak`", at: reader.place(of: "ladder"))
      }
      if ladder.count < 2 || ladder.count > 255 {
        log.add("must name 2 to 255 models, cheapest first", at: reader.place(of: "ladder"))
      }
      if Set(ladder).count != ladder.count {
        log.add("names a model twice", at: reader.place(of: "ladder"))
      }
      return ladder
    }
    guard let strong, let weak else {
      // One that is no text was reported as such.
      if reader.has("strong"), reader.has("weak") { return [] }
      log.add(
        "needs `strong` and `weak`, or `ladder: [cheap, mid, strong]`, cheapest first",
        at: reader.node)
      return []
    }
    if strong == weak {
      log.add("`strong` and `weak` are the same model", at: reader.place(of: "weak"))
    }
    return [weak, strong]
  }
}
