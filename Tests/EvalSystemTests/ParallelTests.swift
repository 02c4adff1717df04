import EvalSystem
import Synchronization
import Testing

struct ParallelTests {
  private struct Failure: Error, Equatable {
    var index: Int
  }

  @Test(arguments: [0, 1, 2, 5, 64, 1000])
  func `results stand in order, whatever the number of jobs`(jobs: Int) {
    let expected = (0..<500).map { $0 * $0 }
    #expect(Parallel.map(count: 500, jobs: jobs) { $0 * $0 } == expected)
  }

  @Test(arguments: [0, 1])
  func `little work is done too`(count: Int) {
    #expect(Parallel.map(count: count, jobs: 4) { $0 } == Array(0..<count))
  }

  @Test func `every index is worked on once`() {
    let seen = Mutex<[Int: Int]>([:])
    _ = Parallel.map(count: 300, jobs: 7) { index in seen.withLock { $0[index, default: 0] += 1 } }
    #expect(seen.withLock { $0.count == 300 && $0.values.allSatisfy { $0 == 1 } })
  }

  @Test(arguments: [1, 2, 5])
  func `the error of the lowest index is thrown`(jobs: Int) {
    #expect(throws: Failure(index: 17)) {
      try Parallel.tryMap(count: 100, jobs: jobs) { index -> Int in
        if index >= 17 && index % 2 == 1 { throw Failure(index: index) }
        return index
      }
    }
  }

  @Test func `without an error all results come back`() throws {
    #expect(try Parallel.tryMap(count: 10, jobs: 3) { "\($0)" } == (0..<10).map { "\($0)" })
  }

  @Test func `optional results keep their places`() {
    let results = Parallel.map(count: 5, jobs: 3) { $0 % 2 == 0 ? Optional($0) : nil }
    #expect(results == [0, nil, 2, nil, 4])
  }
}
