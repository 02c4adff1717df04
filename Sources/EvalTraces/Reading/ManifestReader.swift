import EvalCore
package import EvalSystem

/// Decodes a `golden.yaml`, or says what is wrong and where.
package enum ManifestReader {
  /// The name of the manifest inside a golden's folder.
  package static let fileName = "golden.yaml"

  /// Reads the manifest of a golden's folder.
  ///
  /// - Throws: `ProblemReport` with every mistake of the file.
  package static func read(folder: String) throws(ProblemReport) -> Manifest {
    let path = FileBytes.join(folder, fileName)
    if !FileBytes.isFolder(folder) {
      throw ProblemReport(file: folder, message: "no such golden: this folder does not exist")
    }
    return try decode(try FileBytes.read(path), file: path)
  }

  /// Decodes the bytes of a manifest.
  static func decode(_ bytes: [UInt8], file: String) throws(ProblemReport) -> Manifest {
    let document = try YAMLDocument.parse(bytes, file: file)
    var log = ProblemLog(file: file)
    guard var reader = MappingReader(document, log: &log) else {
      try log.throwIfAny()
      throw ProblemReport(file: file, message: "must be a mapping")
    }
    reader.version(1, log: &log)
    let name = reader.requiredString("name", log: &log) ?? ""
    let summary = reader.string("description", log: &log)
    checkProse(&reader, log: &log)
    let scale = scale(&reader, log: &log)
    let models = models(&reader, log: &log)
    let files = files(&reader, log: &log)
    reader.finish(log: &log)
    try log.throwIfAny()
    return Manifest(
      file: file, name: name, summary: summary, scale: scale, models: models, files: files)
  }

  /// Provenance is for people: only its keys are checked.
  private static func checkProse(_ reader: inout MappingReader, log: inout ProblemLog) {
    if let node = reader.optional("recorded"), var recorded = MappingReader(node, log: &log) {
      _ = recorded.string("date", log: &log)
      _ = recorded.integer("seed", log: &log)
      _ = recorded.string("by", log: &log)
      recorded.finish(log: &log)
    }
    if let node = reader.optional("source"), var source = MappingReader(node, log: &log) {
      _ = source.string("name", log: &log)
      _ = source.string("license", log: &log)
      _ = source.string("note", log: &log)
      source.finish(log: &log)
    }
  }

  private static func scale(
    _ reader: inout MappingReader, log: inout ProblemLog
  ) -> QualityScale {
    guard let node = reader.required("quality", log: &log),
      var quality = MappingReader(node, log: &log)
    else { return QualityScale(min: 0, max: 1) }
    let min = quality.number("min", log: &log)
    let max = quality.number("max", log: &log)
    _ = quality.string("judge", log: &log)
    quality.finish(log: &log)
    if !quality.has("min") || !quality.has("max") { log.add("needs min and max", at: node) }
    guard let min, let max else { return QualityScale(min: 0, max: 1) }
    if min >= max { log.add("min must be smaller than max", at: node) }
    if Swift.max(min.magnitude, max.magnitude) > 100_000 {
      log.add("a quality is at most 100000 either way", at: node)
    }
    return QualityScale(min: min, max: max)
  }

  private static func models(
    _ reader: inout MappingReader, log: inout ProblemLog
  ) -> [Manifest.Model] {
    guard let node = reader.required("models", log: &log) else { return [] }
    guard let entries = node.entries, !entries.isEmpty else {
      log.add("must name at least one model", at: node)
      return []
    }
    return entries.map { entry in
      if case .null = entry.value.content { return Manifest.Model(name: entry.key, price: nil) }
      return Manifest.Model(name: entry.key, price: price(entry.value, log: &log))
    }
  }

  private static func price(_ node: DocumentNode, log: inout ProblemLog) -> ModelPrice? {
    PriceDeclaration(node, log: &log).map { price in
      ModelPrice(
        inputPicoUSD: price.inputPicoUSD, outputPicoUSD: price.outputPicoUSD,
        cachedInputPicoUSD: price.cachedInputPicoUSD, priced: price.priced)
    }
  }

  private static func files(
    _ reader: inout MappingReader, log: inout ProblemLog
  ) -> [Manifest.File] {
    guard let node = reader.required("files", log: &log) else { return [] }
    guard let items = node.items, !items.isEmpty else {
      log.add("must list at least one file", at: node)
      return []
    }
    var files: [Manifest.File] = []
    for item in items {
      guard var file = MappingReader(item, log: &log) else { continue }
      let path = file.requiredString("path", log: &log)
      let rows = file.integer("rows", log: &log)
      let sha256 = file.requiredString("sha256", log: &log)
      file.finish(log: &log)
      if !file.has("rows") { log.add("the key `rows` must be the number of traces", at: item) }
      guard let path, let sha256, let rows else { continue }
      if rows < 0 { log.add("must be the number of traces", at: file.place(of: "rows")) }
      check(path, sha256, at: item, log: &log)
      if files.contains(where: { $0.path == path }) {
        log.add("the file `\(path)` is listed twice", at: item)
      }
      files.append(
        Manifest.File(path: path, rows: rows, sha256: sha256.lowercased(), line: item.line))
    }
    return files
  }

  private static func check(
    _ path: String, _ sha256: String, at node: DocumentNode, log: inout ProblemLog
  ) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    if path.hasPrefix("/") || parts.contains("..") || path.contains("\0") || path.isEmpty {
      log.add("`\(path)` must be a path inside the golden's folder", at: node)
    }
    if sha256.count != 64 || !sha256.allSatisfy(\.isHexDigit) {
      log.add("`sha256` must be 64 hexadecimal digits", at: node)
    }
  }
}
