import Foundation

/// Prints how often control charts alarm for a fall, by the number of recordings since the anchor.
///
/// The figures of `docs/decisions/0007-control-chart.md`.
enum ChartTable {
  private struct Row: Sendable {
    let name: String
    let falls: @Sendable (UInt64) -> [Bool]
  }

  private static let columns = [1, 2, 3, 5, 7, 9, 10, 15, 20, 30]
  private static let recordings = 30

  private static let quiet: [Row] = [
    Row(name: "normal, changes against the anchor") {
      SimulatedChart(recordings: recordings, scores: .fromAnchor).falls(seed: $0)
    },
    Row(name: "normal, distances from the mean before") {
      SimulatedChart(recordings: recordings).falls(seed: $0)
    },
    Row(name: "the same, as much noise again that queries share") {
      SimulatedChart(recordings: recordings, shared: 1).falls(seed: $0)
    },
    Row(name: "history, 400 queries, half of them vary") {
      SimulatedHistory(traces: 400, varying: 0.5, recordings: recordings).falls(seed: $0)
    },
    Row(name: "history, 80 queries, half of them vary") {
      SimulatedHistory(traces: 80, varying: 0.5, recordings: recordings).falls(seed: $0)
    },
    Row(name: "history, 80 queries, one in twenty varies") {
      SimulatedHistory(traces: 80, varying: 0.05, recordings: recordings).falls(seed: $0)
    },
    Row(name: "history, 400 queries, rerouted at the 5th") {
      SimulatedHistory(traces: 400, varying: 0.5, recordings: recordings, reroutedFrom: 5)
        .falls(seed: $0)
    },
  ]

  private static let single: [Row] = [2, 5, 9].map { from in
    Row(name: "recording \(from) alone is 6 SE low") {
      SimulatedChart(recordings: recordings, drop: (from, 6), dropLasts: 1).falls(seed: $0)
    }
  }

  private static let drops: [Row] = [SimulatedChart.Scores.fromAnchor, .fromMeanBefore]
    .flatMap { scores in
      [(1, 1.0, 1.0), (1, 2, 1), (1, 2, 4), (5, 1, 1), (5, 2, 1), (10, 1, 1), (10, 2, 1)]
        .map { from, size, anchor in
          let name =
            "-\(size) SE from recording \(from), anchor asked \(Int(anchor))x, "
            + (scores == .fromAnchor ? "against the anchor" : "from the mean")
          return Row(name: name) {
            SimulatedChart(
              recordings: recordings, scores: scores, drop: (from, size),
              anchorRepetitions: anchor
            ).falls(seed: $0)
          }
        }
    }

  /// Prints all tables, each row over so many histories.
  static func show(histories: Int) {
    print("\(histories) histories; share with an alarm for a fall, by recordings since the anchor")
    let alone = quiet.map { ($0, shares($0, histories)) }
    table("nothing changed: alarm at the newest recording", alone.map { ($0, $1.newest) })
    table("nothing changed: any alarm so far", alone.map { ($0, $1.any) })
    table(
      "one bad recording: alarm at the newest recording",
      single.map { ($0, shares($0, histories).newest) })
    table(
      "a lasting drop: any alarm so far", drops.map { ($0, shares($0, histories).any) })
  }

  private static func table(_ title: String, _ rows: [(Row, [Int: Double])]) {
    func line(_ cells: [String], _ name: String) {
      print(cells.map { $0.padding(toLength: 7, withPad: " ", startingAt: 0) }.joined() + name)
    }
    print("")
    line(columns.map(String.init), title)
    for (row, shares) in rows {
      line(columns.map { String(format: "%.4f", shares[$0] ?? 0) }, row.name)
    }
  }

  private static func shares(
    _ row: Row, _ histories: Int
  ) -> (newest: [Int: Double], any: [Int: Double]) {
    let falls = Simulations.collect(histories, row.falls)
    func share(_ isHit: ([Bool]) -> Bool) -> Double {
      Double(falls.count(where: isHit)) / Double(histories)
    }
    let newest = columns.map { column in (column, share { $0[column - 1] }) }
    let any = columns.map { column in (column, share { $0.prefix(column).contains(true) }) }
    return (
      Dictionary(uniqueKeysWithValues: newest), Dictionary(uniqueKeysWithValues: any)
    )
  }
}
