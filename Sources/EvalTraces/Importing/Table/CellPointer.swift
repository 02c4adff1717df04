/// Finds values in JSON objects by key or by JSON pointer (RFC 6901).
enum CellPointer {
  /// Returns the value at a top-level key, else at a pointer such as `/usage/input` or
  /// `/choices/0/text`; nil where there is none.
  static func value(at path: String, in object: [String: CellValue]) -> CellValue? {
    if let value = object[path] { return value }
    guard path.hasPrefix("/") else { return nil }
    return steps(path).reduce(.object(object)) { value, step in
      switch value {
      case .object(let values)?: return values[step]
      case .list(let items)?:
        guard let index = Int(step), items.indices.contains(index) else { return nil }
        return items[index]
      default: return nil
      }
    }
  }

  /// Returns the top-level key that a path begins with.
  static func topLevelKey(_ path: String) -> String {
    path.hasPrefix("/") ? steps(path).first ?? path : path
  }

  private static func steps(_ path: String) -> [String] {
    path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { step in
      step.split(separator: "~1", omittingEmptySubsequences: false).joined(separator: "/")
        .split(separator: "~0", omittingEmptySubsequences: false).joined(separator: "~")
    }
  }
}
