package import EvalCore
import EvalSystem

extension Golden {
  /// Returns one half of the golden, by the hashes of its prompts; of its ids where it has no texts.
  package func part(_ part: GoldenPart) -> Golden {
    let traces = (0..<count).filter { part.contains(firstByte(of: $0)) }.map(Int32.init)
    return self.part(
      traces, sha256: SHA256.hex(SHA256.digest("\(sha256) part=\(part.rawValue)")))
  }

  fileprivate func firstByte(of trace: Int) -> UInt8 {
    let text = messages?.userText(of: trace) ?? ids[trace]
    return SHA256.digest(text)[0]
  }
}

extension Preferences {
  /// Returns the comparisons whose prompts fall into one half, by their hashes.
  package func part(_ part: GoldenPart) -> Preferences {
    let places = comparisons.indices.filter {
      part.contains(SHA256.digest(messages.userText(of: $0))[0])
    }
    var half = selecting(places.map(Int32.init))
    half.sha256 = SHA256.hex(SHA256.digest("\(sha256) part=\(part.rawValue)"))
    return half
  }
}

extension Golden {
  /// The number of clusters that have traces in both halves; O(n).
  package var splitClusters: Int {
    var seen = [(even: Bool, odd: Bool)](repeating: (false, false), count: clusterCount)
    for trace in 0..<count {
      let cluster = Int(clusters[trace])
      if GoldenPart.even.contains(firstByte(of: trace)) {
        seen[cluster].even = true
      } else {
        seen[cluster].odd = true
      }
    }
    return seen.count { $0.even && $0.odd }
  }
}
