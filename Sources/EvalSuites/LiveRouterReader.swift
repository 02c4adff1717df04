import EvalCore
import EvalSystem

/// Reads the keys of routers that run outside this program.
enum LiveRouterReader {
  /// Reads `kind: exec`.
  static func exec(
    _ reader: inout MappingReader, file: String, log: inout ProblemLog
  ) -> RouterKind? {
    let command = command(&reader, log: &log)
    let threshold = threshold(&reader, file: file, log: &log)
    let timeout = timeout(&reader, log: &log)
    let allowed = allowedFaults(&reader, log: &log)
    guard let command else { return nil }
    return .exec(
      ExecSpec(
        command: command, threshold: threshold, timeout: timeout, allowedFaults: allowed))
  }

  private static func command(
    _ reader: inout MappingReader, log: inout ProblemLog
  ) -> [String]? {
    guard reader.required("command", log: &log) != nil,
      let command = reader.strings("command", log: &log)
    else { return nil }
    let place = reader.place(of: "command")
    if command.first?.isEmpty != false {
      log.add("must name a program, such as [python3, router.py]", at: place)
    }
    if let word = command.first, command.count == 1, word.contains(" "), !word.contains("/") {
      log.add("is one word, `\(word)`: write a list, such as [python3, router.py]", at: place)
    }
    if command.contains(where: { $0.utf8.contains(0) }) {
      log.add("may not hold a NUL character", at: place)
    }
    return command
  }

  /// Reads `kind: http`.
  static func http(
    _ reader: inout MappingReader, ladder: [String], file: String, log: inout ProblemLog
  ) -> RouterKind? {
    let server = server(&reader, log: &log)
    var spec = server ?? HTTPSpec(url: "")
    spec.answer = answer(&reader, log: &log) ?? spec.answer
    spec.scorePointer = reader.string("score_pointer", log: &log)
    if let pointer = spec.scorePointer {
      checkPointer(pointer, at: reader.place(of: "score_pointer"), log: &log)
    }
    spec.aliases = aliases(&reader, ladder: ladder, log: &log)
    spec.threshold = threshold(&reader, file: file, log: &log)
    if spec.threshold != nil, spec.scorePointer == nil {
      log.add(
        "needs `score_pointer`: where in the response the score stands",
        at: reader.place(of: "threshold"))
    }
    return server == nil ? nil : .http(spec)
  }

  /// The keys that say whom to ask, and how patiently.
  static let serverKeys = [
    "url", "model", "headers", "timeout_seconds", "concurrency", "allow_faults",
  ]

  /// Reads whom to ask, and how patiently.
  static func server(_ reader: inout MappingReader, log: inout ProblemLog) -> HTTPSpec? {
    let url = url(&reader, log: &log)
    var spec = HTTPSpec(url: url ?? "")
    spec.model = reader.string("model", log: &log) ?? spec.model
    spec.headers = headers(&reader, log: &log)
    spec.timeout = timeout(&reader, log: &log)
    if let concurrency = reader.integer("concurrency", log: &log) {
      if !(1...256).contains(concurrency) {
        log.add("must be 1 to 256", at: reader.place(of: "concurrency"))
      }
      spec.concurrency = concurrency
    }
    spec.allowedFaults = allowedFaults(&reader, log: &log)
    return url == nil ? nil : spec
  }

  // MARK: Keys of both

  private static func threshold(
    _ reader: inout MappingReader, file: String, log: inout ProblemLog
  ) -> Threshold? {
    guard !reader.has("threshold") else {
      return RouterSpecReader.threshold(&reader, file: file, log: &log)
    }
    _ = reader.optional("threshold")
    if reader.string("calibrate_on", log: &log) != nil {
      log.add(
        "`calibrate_on` needs a `threshold` that is calibrated",
        at: reader.place(of: "calibrate_on"))
    }
    return nil
  }

  private static func timeout(
    _ reader: inout MappingReader, log: inout ProblemLog
  ) -> Double {
    guard let seconds = reader.number("timeout_seconds", log: &log) else {
      return ExecSpec.defaultTimeout
    }
    guard seconds >= 0.001, seconds <= 86_400 else {
      log.add("must be 0.001 to 86400 seconds", at: reader.place(of: "timeout_seconds"))
      return ExecSpec.defaultTimeout
    }
    return seconds
  }

  private static func allowedFaults(
    _ reader: inout MappingReader, log: inout ProblemLog
  ) -> Int {
    guard let allowed = reader.integer("allow_faults", log: &log) else { return 0 }
    if allowed < 0 { log.add("must be 0 or more", at: reader.place(of: "allow_faults")) }
    return allowed
  }

  // MARK: Keys of http

  private static func url(_ reader: inout MappingReader, log: inout ProblemLog) -> String? {
    guard let url = reader.requiredString("url", log: &log) else { return nil }
    let place = reader.place(of: "url")
    let scheme = ["http://", "https://"].first { url.lowercased().hasPrefix($0) }
    let isPlain = url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    guard let scheme, isPlain, url.utf8.count > scheme.utf8.count else {
      log.add(
        "must be an address such as http://127.0.0.1:4000/v1/chat/completions", at: place)
      return nil
    }
    let host = url.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
    if host.contains("@") {
      log.add("may hold no user or password: put them into `headers` as ${NAME}", at: place)
    }
    return url
  }

  private static func headers(
    _ reader: inout MappingReader, log: inout ProblemLog
  ) -> [HTTPSpec.Header] {
    guard let node = reader.optional("headers") else { return [] }
    guard let entries = node.entries else {
      log.add("must be a mapping from header to value", at: node)
      return []
    }
    return entries.compactMap { entry -> HTTPSpec.Header? in
      let token = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz".utf8
      if entry.key.isEmpty || !entry.key.lowercased().utf8.allSatisfy(token.contains) {
        log.add("`\(entry.key)` is no name of a header", at: entry.value)
      }
      guard let value = entry.value.text else {
        log.add("must be a text, is \(entry.value.kind)", at: entry.value)
        return nil
      }
      if value.contains(where: \.isNewline) {
        log.add("may not hold a line break", at: entry.value)
      }
      if let mistake = EnvironmentText.mistake(in: value) { log.add(mistake, at: entry.value) }
      return HTTPSpec.Header(name: entry.key, value: value, line: entry.line)
    }
  }

  private static func answer(
    _ reader: inout MappingReader, log: inout ProblemLog
  ) -> HTTPSpec.AnswerPlace? {
    guard let node = reader.optional("answer") else { return nil }
    guard var place = MappingReader(node, log: &log) else { return nil }
    let header = place.string("header", log: &log)
    let pointer = place.string("pointer", log: &log)
    place.finish(log: &log)
    if let pointer { checkPointer(pointer, at: place.place(of: "pointer"), log: &log) }
    switch (header, pointer) {
    case (.some(let header), nil): return .header(header)
    case (nil, .some(let pointer)): return .pointer(pointer)
    default:
      log.add("must be {header: NAME} or {pointer: /json/pointer}", at: node)
      return nil
    }
  }

  private static func checkPointer(
    _ pointer: String, at node: DocumentNode, log: inout ProblemLog
  ) {
    if !pointer.hasPrefix("/") {
      log.add("must be a JSON pointer, such as /model or /choices/0/score", at: node)
    }
  }

  private static func aliases(
    _ reader: inout MappingReader, ladder: [String], log: inout ProblemLog
  ) -> [HTTPSpec.Alias] {
    guard let node = reader.optional("model_map") else { return [] }
    guard let entries = node.entries else {
      log.add("must be a mapping from the server's name to the suite's model", at: node)
      return []
    }
    return entries.compactMap { entry -> HTTPSpec.Alias? in
      guard let model = entry.value.text else {
        log.add("must be a text, is \(entry.value.kind)", at: entry.value)
        return nil
      }
      RouterSpecReader.check(model, in: ladder, at: entry.value, log: &log)
      return HTTPSpec.Alias(name: entry.key, model: model)
    }
  }
}
