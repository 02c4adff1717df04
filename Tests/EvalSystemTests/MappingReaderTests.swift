import EvalSystem
import Testing

struct MappingReaderTests {
  private enum Fruit: String, CaseIterable {
    case apple
    case pear
  }

  /// Reads a mapping of keys of every type, and returns what was complained of.
  private func read(_ text: String) throws -> [String] {
    let node = try YAMLDocument.parse(Array(text.utf8), file: "f")
    var log = ProblemLog(file: "f")
    if var reader = MappingReader(node, log: &log) {
      reader.version(2, log: &log)
      _ = reader.string("text", log: &log)
      _ = reader.number("number", log: &log)
      _ = reader.integer("integer", log: &log)
      _ = reader.boolean("flag", log: &log)
      _ = reader.strings("list", log: &log)
      _ = reader.word("fruit", as: Fruit.self, log: &log)
      _ = reader.requiredString("name", log: &log)
      reader.finish(log: &log)
    }
    return complaints { try log.throwIfAny() }
  }

  private static let good = "version: 2\nname: n\n"

  @Test(arguments: [
    "", "text: a\nnumber: 1.5\ninteger: 3\nflag: false\nlist: [a, b]\nfruit: pear\n", "list: a\n",
    "text: ~\n", "text:\n", "extra: {anything: [1, 2]}\n", "text: 5\n",
  ])
  func `what is right is read`(rest: String) throws {
    #expect(try read(Self.good + rest) == [])
  }

  @Test(arguments: [
    ("text: [a]", "f:3: text: must be a text, is a list"),
    ("text: {a: b}", "f:3: text: must be a text, is a mapping"),
    ("number: x", "f:3: number: must be a number, is `x`"),
    ("number: \"5\"", "f:3: number: must be a number, is `5`"),
    ("number: [5]", "f:3: number: must be a number, is a list"),
    ("number: .inf", "f:3: number: must be a number, is `.inf`"),
    ("integer: 1.5", "f:3: integer: must be a whole number, is `1.5`"),
    ("integer: 1e30", "f:3: integer: must be a whole number, is `1e30`"),
    ("flag: yes", "f:3: flag: must be true or false, is `yes`"),
    ("flag: 1", "f:3: flag: must be true or false, is `1`"),
    ("list: {a: b}", "f:3: list: must be a list, is a mapping"),
    ("list: [a, [b]]", "f:3: list[1]: must be a text, is a list"),
    ("fruit: paer", "f:3: fruit: `paer` is not one of apple, pear (did you mean `pear`?)"),
    (
      "nmae: x",
      "f:3: unknown key `nmae` (did you mean `name`?);"
        + " known here: flag, fruit, integer, list, name, number, text, version"
    ),
  ])
  func `what is wrong is named with its place`(rest: String, complaint: String) throws {
    #expect(try read(Self.good + rest) == [complaint])
  }

  @Test(arguments: [
    ("name: n\n", "f:1: the key `version` is missing"),
    ("version: 2\n", "f:1: the key `name` is missing"),
    ("version: 2\nname:\n", "f:1: the key `name` is missing"),
    ("version: one\nname: n\n", "f:1: version: must be 2, is `one`"),
    ("version: \"2\"\nname: n\n", "f:1: version: must be 2, is `2`"),
    (
      "version: 3\nname: n\n",
      "f:1: version: is 3; this evalroute reads version 2: use a newer evalroute"
    ),
    ("version: 1\nname: n\n", "f:1: version: is 1; this evalroute reads version 2"),
    ("[1, 2]", "f:1: must be a mapping (key: value), is a list"),
    ("text", "f:1: must be a mapping (key: value), is a text"),
    ("5", "f:1: must be a mapping (key: value), is a number"),
  ])
  func `what is missing is named`(text: String, complaint: String) throws {
    #expect(try read(text) == [complaint])
  }

  @Test func `every mistake is reported at once, in line order`() throws {
    #expect(try read("flag: 1\nfruit: x\nversion: 1\nnumber: x\n").count == 5)
  }
}
