import EvalSystem
import Foundation
import Testing

@testable import EvalSuites

/// A JSON Schema of `docs`, read as far as its tests need.
struct SchemaFile {
  /// An object, a list or a scalar that the schema describes.
  struct Part {
    let keywords: [String: Any]
  }

  /// Why a schema cannot be used.
  enum Fault: Error, Equatable {
    case notAnObject(String)
    case noPart(String)
  }

  /// The package's folder, from this file's own place.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The whole document.
  let document: Part

  /// Reads `docs/<name>.schema.json`.
  ///
  /// - Throws: Where the file is missing or no JSON object.
  init(_ name: String) throws {
    let file = Self.root.appendingPathComponent("docs/\(name).schema.json")
    let value = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    guard let keywords = value as? [String: Any] else { throw Fault.notAnObject(file.path) }
    self.document = Part(keywords: keywords)
  }

  /// Returns the part at a path of keywords, such as `$defs/gate/properties/metric`.
  ///
  /// - Throws: Where the schema has none.
  func part(_ path: String) throws -> Part {
    try path.split(separator: "/").reduce(document) { part, key in
      guard let next = part.keywords[String(key)] as? [String: Any] else {
        throw Fault.noPart(path)
      }
      return Part(keywords: next)
    }
  }

  /// Returns every way to read a part: what it refers to, and each branch of its choices.
  func readings(of part: Part) throws -> [Part] {
    if let reference = part.keywords["$ref"] as? String {
      return try readings(of: self.part(String(reference.dropFirst("#/".count))))
    }
    let branches = ["oneOf", "anyOf"].flatMap { part.keywords[$0] as? [[String: Any]] ?? [] }
    let choices = branches.filter { $0["$ref"] != nil || $0["type"] != nil || $0["enum"] != nil }
    if choices.isEmpty { return [part] }
    return try choices.flatMap { try readings(of: Part(keywords: $0)) }
  }

  /// Returns the keys that a part knows, over all its readings; the free `extra` left out.
  func keys(of part: Part) throws -> Set<String> {
    Set(try readings(of: part).flatMap(\.properties.keys)).subtracting(["extra"])
  }

  /// Returns the places of a document whose keys the schema does not have.
  func strangers(in node: DocumentNode, at part: Part) throws -> [String] {
    let readings = try readings(of: part).filter { $0.fits(node) }
    if readings.isEmpty { return [node.keyPath] }
    if let items = node.items {
      guard let item = readings.lazy.compactMap({ $0.keywords["items"] as? [String: Any] }).first
      else { return [node.keyPath] }
      return try items.flatMap { try strangers(in: $0, at: Part(keywords: item)) }
    }
    return try (node.entries ?? []).flatMap { entry -> [String] in
      if entry.key == "extra" { return [] }
      let known = readings.lazy.compactMap { $0.properties[entry.key] ?? $0.anyKey }.first
      guard let known else { return [entry.value.keyPath] }
      return try strangers(in: entry.value, at: Part(keywords: known))
    }
  }
}

extension SchemaFile.Part {
  /// The described keys of an object.
  var properties: [String: [String: Any]] {
    keywords["properties"] as? [String: [String: Any]] ?? [:]
  }

  /// What the value of every other key must be; nil where there may be none.
  var anyKey: [String: Any]? { keywords["additionalProperties"] as? [String: Any] }

  /// The keys that must be there.
  var required: [String] { keywords["required"] as? [String] ?? [] }

  /// The words that a scalar may be.
  var words: [String] { keywords["enum"] as? [String] ?? [] }

  /// The only word that a scalar may be.
  var constant: String? { keywords["const"] as? String }

  /// Tells whether a text matches the part's pattern.
  ///
  /// - Throws: Where the pattern is no regular expression.
  func matches(_ text: String) throws -> Bool {
    let pattern = keywords["pattern"] as? String ?? ""
    let expression = try NSRegularExpression(pattern: pattern)
    let range = NSRange(location: 0, length: text.utf16.count)
    return expression.firstMatch(in: text, range: range) != nil
  }

  /// Tells whether a node can be meant by this reading: by its kind, and by the constants of its
  /// keys, such as a router's `kind`.
  func fits(_ node: DocumentNode) -> Bool {
    guard let entries = node.entries else {
      if node.items != nil { return keywords["type"] as? String == "array" }
      return !["object", "array"].contains(keywords["type"] as? String)
    }
    guard keywords["type"] as? String == "object" else { return false }
    return entries.allSatisfy { entry in
      guard let wanted = properties[entry.key]?["const"] as? String else { return true }
      return entry.value.text == wanted
    }
  }
}

/// An object of a suite: where its schema stands, and the least that the decoder accepts.
struct SchemaPlace: Sendable, CustomTestStringConvertible {
  /// The path of keywords in the schema.
  let path: String
  /// The least that is accepted, in YAML's flow style.
  let minimal: String
  /// Puts the object into a suite that is otherwise right.
  let embed: @Sendable (String) -> String

  var testDescription: String { path.isEmpty ? "the suite" : path }

  /// All objects that have keys of their own.
  static let all: [SchemaPlace] =
    [SchemaPlace(path: "", minimal: minimalSuite) { $0 }] + routers + parts + gates

  private static let minimalSuite =
    "{version: 1, name: s, golden: g, strong: a, weak: b, routers: [{name: r, kind: oracle}]}"

  private static let routers = [
    router("constant", "{name: r, kind: constant, model: a}"),
    router("random", "{name: r, kind: random, threshold: 0.5}"),
    router("length", "{name: r, kind: length, threshold: 100}"),
    router("rules", "{name: r, kind: rules, default: weak, rules: []}"),
    router("domain", "{name: r, kind: domain, default: a, domains: []}"),
    router("signal", "{name: r, kind: signal, signal: x, threshold: 0.5}"),
    router(
      "context", "{name: r, kind: context, default: weak, rules: [{tier: strong, words: 1}]}"),
    router("llm", "{name: r, kind: llm, answers: {hard: b}, default: a, recorded: /dev/null}"),
    router("flag", "{name: r, kind: flag, share: 0.1, experiment: a, control: b}"),
    router("ladder", "{name: r, kind: ladder, rungs: [{router: o, unsure: [0, 1]}, {router: o}]}"),
    router("oracle", "{name: r, kind: oracle}"),
    router("exec", "{name: r, kind: exec, command: [x]}"),
    router("http", "{name: r, kind: http, url: http://localhost/v1}"),
  ]

  private static let parts = [
    SchemaPlace(path: "$defs/threshold", minimal: "{pgr: 0.8}") {
      suite(router: "{name: r, kind: length, threshold: \($0)}")
    },
    SchemaPlace(path: "$defs/rules/properties/rules/items", minimal: "{pattern: x, tier: weak}") {
      suite(router: "{name: r, kind: rules, default: weak, rules: [\($0)]}")
    },
    SchemaPlace(
      path: "$defs/domain/properties/domains/items", minimal: "{name: d, model: a}"
    ) {
      suite(router: "{name: r, kind: domain, label: x, default: a, domains: [\($0)]}")
    },
    SchemaPlace(
      path: "$defs/context/properties/rules/items", minimal: "{tier: strong, words: 3}"
    ) {
      suite(router: "{name: r, kind: context, default: weak, rules: [\($0)]}")
    },
    SchemaPlace(path: "$defs/ladder/properties/rungs/items", minimal: "{router: o}") {
      suite(router: "{name: r, kind: ladder, rungs: [{router: o, unsure: [0, 1]}, \($0)]}")
    },
    SchemaPlace(path: "$defs/llm/properties/price", minimal: "{priced: 2026-01-01}") {
      suite(
        router: "{name: r, kind: llm, answers: {hard: b}, default: a, recorded: /dev/null,"
          + " price: \($0)}")
    },
    SchemaPlace(path: "$defs/http/properties/answer", minimal: "{header: X-Model}") {
      suite(router: "{name: r, kind: http, url: http://localhost/v1, answer: \($0)}")
    },
  ]

  private static let gates = [
    SchemaPlace(path: "$defs/gate", minimal: "{metric: quality, router: r, at_least: 0}") {
      suite(gate: $0)
    },
    SchemaPlace(
      path: "$defs/gate/properties/waived", minimal: "{until: 2027-01-31, reason: x}"
    ) {
      suite(gate: "{metric: quality, router: r, at_least: 0, waived: \($0)}")
    },
  ]

  private static func router(_ kind: String, _ minimal: String) -> SchemaPlace {
    SchemaPlace(path: "$defs/\(kind)", minimal: minimal) { suite(router: $0) }
  }

  /// Returns the text of a small suite.
  static func suite(
    name: String = "s", router: String = "{name: r, kind: oracle}", gate: String? = nil,
    keys: String = ""
  ) -> String {
    let gates = gate.map { "gates: [\($0)]" } ?? ""
    return """
      version: 1
      name: \(name)
      golden: g
      strong: a
      weak: b
      routers: [\(router), {name: o, kind: oracle}]
      \(gates)
      \(keys)
      """
  }

  /// Returns what the decoder says of a suite.
  static func complaints(_ text: String) -> [Problem] {
    do {
      _ = try SuiteReader.decode(Array(text.utf8), file: "suite.yaml")
      return []
    } catch {
      return error.problems
    }
  }

  /// Returns what the decoder says of a suite with this object in it.
  func problems(with object: String) throws -> [Problem] {
    Self.complaints(embed(object))
  }

  /// Returns the keys that the decoder names when it meets one that it does not know.
  func keysOfDecoder() throws -> Set<String> {
    let object = minimal.dropLast() + ", stranger: 1}"
    let problem = try #require(
      problems(with: String(object)).first { $0.message.hasPrefix("unknown key `stranger`") })
    let list = try #require(problem.message.components(separatedBy: "known here: ").last)
    return Set(list.components(separatedBy: ", "))
  }
}
