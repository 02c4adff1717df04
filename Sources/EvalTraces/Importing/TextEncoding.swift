package import EvalSystem

/// Checks the encoding of a text file.
package enum TextEncoding {
  private static let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Returns the file's bytes without a byte order mark.
  ///
  /// - Throws: `ProblemReport` with every line that is not UTF-8.
  package static func utf8(
    _ bytes: [UInt8], file: String
  ) throws(ProblemReport) -> ArraySlice<UInt8> {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw ProblemReport(file: file, message: "is UTF-16; save it as UTF-8")
    }
    if String(validating: bytes, as: UTF8.self) == nil {
      try reportLines(bytes, file: file)
    }
    return bytes.dropFirst(bytes.starts(with: utf8Mark) ? utf8Mark.count : 0)
  }

  private static func reportLines(_ bytes: [UInt8], file: String) throws(ProblemReport) {
    var log = ProblemLog(file: file)
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where String(validating: line, as: UTF8.self) == nil {
      log.add("is not UTF-8 here; save the file as UTF-8", line: index + 1)
    }
    try log.throwIfAny()
  }
}
