#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import EvalCore
import EvalSystem

/// Reads the lines of a traces file that begin in a range of bytes.
struct BlockReader: Sendable {
  /// How many bytes of a file one block covers.
  static let blockSize = 4 << 20
  /// The longest line that is read.
  static let maximumLine = 256 << 20

  let file: OpenFile
  let models: [String]
  let scale: QualityScale

  /// Reads the block of lines whose first byte lies in a range.
  ///
  /// - Parameter range: Bytes of the file.
  /// - Returns: The block's columns and mistakes.
  /// - Throws: `ProblemReport` where the disk fails or memory is short.
  func read(_ range: Range<Int>) throws(ProblemReport) -> TraceBlock {
    var decoder = TraceDecoder(models: models, scale: scale)
    let start = max(range.lowerBound - 1, 0)
    var capacity = range.upperBound - start
    var buffer = try load(start, capacity)
    // The last line may end behind the range: read on until it does.
    while start + buffer.count < file.size, !hasNewline(buffer, from: range.upperBound - start - 1)
    {
      guard buffer.count < range.count + Self.maximumLine else {
        throw ProblemReport(
          file: file.shown, message: "has a line longer than \(Self.maximumLine) bytes")
      }
      capacity = buffer.count + max(buffer.count - range.count, 1 << 16)
      buffer = try load(start, capacity)
    }
    guard let parser = JSONParser() else {
      throw ProblemReport(file: file.shown, message: "cannot be read: memory is short")
    }
    let length = buffer.count
    buffer.append(contentsOf: repeatElement(0x20, count: JSONParser.padding))
    buffer.withUnsafeBufferPointer { bytes in
      decodeLines(
        UnsafeBufferPointer(rebasing: bytes[..<length]), beginningBefore: range.upperBound - start,
        skipsFirst: range.lowerBound > 0, parser: parser, decoder: &decoder)
    }
    return decoder.block
  }

  private func load(_ start: Int, _ count: Int) throws(ProblemReport) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + JSONParser.padding)
    bytes.append(contentsOf: try file.read(at: start, count: count))
    return bytes
  }

  private func hasNewline(_ buffer: [UInt8], from offset: Int) -> Bool {
    buffer[max(offset, 0)...].contains(UInt8(ascii: "\n"))
  }

  /// Decodes every line that begins before an offset; the first, cut, line belongs to the block
  /// before.
  private func decodeLines(
    _ bytes: UnsafeBufferPointer<UInt8>, beginningBefore limit: Int, skipsFirst: Bool,
    parser: borrowing JSONParser, decoder: inout TraceDecoder
  ) {
    var start = skipsFirst ? lineEnd(bytes, from: 0) + 1 : 0
    while start < min(limit, bytes.count) {
      let end = lineEnd(bytes, from: start)
      let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
      decoder.block.lineCount += 1
      start = end + 1
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      do throws(JSONFault) {
        decoder.decode(try parser.parse(line))
      } catch {
        decoder.block.add("is not JSON: \(error.message)")
      }
    }
  }

  private func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + start, Int32(UInt8(ascii: "\n")), bytes.count - start)
    else { return bytes.count }
    return found - UnsafeMutableRawPointer(mutating: base)
  }
}
