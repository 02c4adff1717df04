/// How a person names a stored run: `latest`, `latest~2`, or its id or the start of one.
enum RunReference: Equatable {
  /// The run so many before the newest.
  case latest(offset: Int)
  /// An id, or the start of one.
  case id(String)

  /// Reads a reference; nil where it is none.
  init?(_ text: String) {
    guard text.hasPrefix("latest") else {
      guard !text.isEmpty else { return nil }
      self = .id(text)
      return
    }
    let rest = text.dropFirst("latest".count)
    if rest.isEmpty {
      self = .latest(offset: 0)
      return
    }
    guard rest.first == "~", rest.dropFirst().allSatisfy(\.isASCII), rest.dropFirst().first != "+",
      let offset = Int(rest.dropFirst()), offset >= 0
    else { return nil }
    self = .latest(offset: offset)
  }
}
