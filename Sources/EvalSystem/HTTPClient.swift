import CCurl

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Posts requests to a server, several at a time, on one thread.
///
/// It is libcurl, opened where a suite first needs it: redirections are not followed, one time
/// limit is over the whole of a request, and a long response is given up.
package struct HTTPClient: ~Copyable {
  /// A request that has ended.
  package struct Ended {
    /// The number that it was posted with.
    package var number: Int
    package var outcome: Outcome
    package var nanoseconds: UInt64
  }

  /// What came of a request.
  package enum Outcome: Equatable {
    case response(Response)
    /// It took longer than it may.
    case timedOut
    /// The response is longer than it may be.
    case tooLong
    /// There was no connection, or it broke: libcurl's sentence.
    case failed(String)
  }

  /// What a server answered.
  package struct Response: Equatable {
    package var status: Int
    /// The header lines, as they came.
    package var head: String
    package var body: [UInt8]

    /// Returns a header's value; nil where there is none.
    package func header(_ name: String) -> String? {
      for line in head.split(whereSeparator: \.isNewline) {
        guard let colon = line.firstIndex(of: ":") else { continue }
        guard line[..<colon].lowercased() == name.lowercased() else { continue }
        return line[line.index(after: colon)...].trimmed
      }
      return nil
    }
  }

  /// How long a response may be.
  private static let limit = 16 << 20

  private let http: OpaquePointer
  private let url: String
  private let headers: [String]
  private let milliseconds: Int

  /// Prepares requests to one address; nil where libcurl is not installed.
  ///
  /// - Parameters:
  ///   - url: The address.
  ///   - headers: Whole header lines.
  ///   - timeout: How long one request may take, in seconds.
  ///   - connections: How many requests there are at once.
  package init?(url: String, headers: [String], timeout: Double, connections: Int) {
    guard let http = evalroute_http_new(connections) else { return nil }
    self.http = http
    self.url = url
    // A long body would otherwise wait for a word of the server.
    self.headers = headers + ["Expect:"]
    self.milliseconds = max(1, Int(timeout * 1000))
  }

  deinit {
    evalroute_http_free(http)
  }

  /// Starts a request.
  ///
  /// - Returns: Why it cannot be started; nil where it was.
  package func post(_ body: [UInt8], number: Int) -> String? {
    var lines: [UnsafePointer<CChar>?] = headers.map { UnsafePointer(strdup($0)) } + [nil]
    defer { for line in lines { free(UnsafeMutablePointer(mutating: line)) } }
    let error = evalroute_http_post(
      http, number, url, &lines, body, body.count, milliseconds, Self.limit)
    return error == 0 ? nil : String(cString: evalroute_http_error_message(error))
  }

  /// Goes on with all requests until one has ended, or for some milliseconds.
  ///
  /// - Returns: One that has ended; nil where none has.
  package func wait(milliseconds: Int) -> Ended? {
    var answer = evalroute_http_answer()
    guard evalroute_http_wait(http, Int32(milliseconds), &answer) != 0 else { return nil }
    return Ended(
      number: answer.number, outcome: Self.outcome(answer),
      nanoseconds: UInt64(max(0, answer.microseconds)) * 1000)
  }

  private static func outcome(_ answer: evalroute_http_answer) -> Outcome {
    if answer.is_too_long != 0 { return .tooLong }
    if evalroute_http_is_timeout(answer.error) != 0 { return .timedOut }
    guard answer.error == 0 else {
      return .failed(String(cString: evalroute_http_error_message(answer.error)))
    }
    let head = UnsafeRawBufferPointer(start: answer.headers, count: answer.headers_length)
    let body = UnsafeBufferPointer(start: answer.body, count: answer.body_length)
    return .response(
      Response(
        status: answer.status, head: String(decoding: head, as: UTF8.self), body: Array(body)))
  }
}

extension Substring {
  /// The text without spaces and tabs around it.
  fileprivate var trimmed: String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    let body = drop(while: isSpace)
    guard let last = body.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(body[...last])
  }
}
