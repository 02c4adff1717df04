import EvalSystem
import EvalTestSupport
import Foundation

/// A real HTTP server on loopback, for as long as a test runs.
///
/// The path says how it behaves: `/model` answers as a server should, from the length of the text.
final class ChatServer {
  private let process: ChildProcess
  let port: Int
  private let folder: TemporaryFolder

  /// Starts it.
  ///
  /// - Throws: Where it does not come up.
  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Self.script, to: "server.py")
    process = try ChildProcess(
      ["python3", folder.file("server.py"), folder.file("port")], folder: folder.path)
    for _ in 0..<3000 where !folder.has("port") { usleep(10_000) }
    port = Int(try folder.text("port")) ?? 0
  }

  deinit {
    process.end(grace: 0)
  }

  /// The requests' bodies and headers so far, one JSON object each.
  var requests: [[String: Any]] {
    get throws {
      try folder.text("requests").split(separator: "\n").compactMap {
        try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
      }
    }
  }

  private static let script = #"""
    import json, os, sys, threading, time
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    folder = os.path.dirname(sys.argv[1])
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            body = json.loads(raw)
            with lock, open(folder + "/requests", "a") as out:
                headers = {key.lower(): value for key, value in self.headers.items()}
                out.write(json.dumps({"body": body, "headers": headers}) + "\n")
            text = body["messages"][-1]["content"]
            model = "big-2024" if len(text) > 3 else "small"
            status, headers, answer = 200, {}, {"model": model, "router": {"score": len(text) / 10}}
            kind = self.path.strip("/")
            if kind == "late":
                time.sleep(0.2 / len(text))
            if kind == "slow" and len(text) == 3:
                time.sleep(20)
            if kind == "error" and len(text) == 3:
                status, answer = 401, {"error": {"code": "invalid_api_key", "message": "of " + text}}
            if kind.startswith("word"):
                query = text.split("\n", 1)[1].rsplit("\n", 1)[0]
                word = "EASY" if len(query) < 4 else "HARD" if len(query) != 5 or "ü" in query else "?!"
                answer = {"choices": [{"message": {"content": " " + word.lower() + "."}}],
                          "usage": {"prompt_tokens": 10, "completion_tokens": 1}}
                if kind == "word-error" and query == "ccc":
                    status, answer = 500, {}
            if kind == "garbage":
                answer = None
            if kind == "score":
                answer = {"model": "someone", "router": {"score": len(text) / 10}}
            if kind == "header":
                headers, answer = {"X-Routed-Model": model}, "not an object"
            if kind == "redirect":
                status, headers = 302, {"Location": "/model"}
            if kind == "long":
                answer["pad"] = "x" * (17 << 20)
            if kind == "closed":
                self.close_connection = True
                return
            out = b"<html>" if answer is None else json.dumps(answer).encode()
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(out)))
            self.end_headers()
            try:
                self.wfile.write(out)
            except OSError:
                pass

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    with open(sys.argv[1] + ".new", "w") as out:
        out.write(str(server.server_address[1]))
    os.rename(sys.argv[1] + ".new", sys.argv[1])
    server.serve_forever()
    """#
}
