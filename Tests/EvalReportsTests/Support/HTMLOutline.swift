/// The tags of a page in their order, checked for nesting.
struct HTMLOutline {
  /// Elements without an end.
  private static let void: Set<String> = ["meta", "br", "!doctype"]

  /// What a report may use.
  static let allowed: Set<String> = [
    "!doctype", "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p",
    "span", "br", "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "details",
    "summary", "dl", "dt", "dd", "ul", "ol", "li", "code",
  ]

  struct Unbalanced: Error {
    var tag: String
  }

  private(set) var tags: [String] = []

  var names: Set<String> { Set(tags.filter { !$0.hasPrefix("/") }) }

  init(_ page: String) throws {
    var open: [String] = []
    for match in page.matches(of: /<(\/?[!a-zA-Z][a-zA-Z0-9]*)((?:[^>"]|"[^"]*")*)>/) {
      let tag = match.1.lowercased()
      tags.append(tag)
      if tag.hasPrefix("/") {
        guard open.popLast() == String(tag.dropFirst()) else { throw Unbalanced(tag: tag) }
      } else if !Self.void.contains(tag) {
        open.append(tag)
      }
    }
    guard open.isEmpty else { throw Unbalanced(tag: open.joined(separator: " ")) }
  }
}
