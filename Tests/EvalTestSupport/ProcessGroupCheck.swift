import Foundation

/// Finds out whether a process group was left behind.
package enum ProcessGroupCheck {
  /// Tells whether no process of a group is alive, waiting for one that is being killed.
  package static func isGone(_ group: Int32) -> Bool {
    for _ in 0..<500 {
      if members(of: group).isEmpty { return true }
      usleep(10_000)
    }
    return false
  }

  /// Returns the numbers of a group's processes; those that only wait to be noticed are none.
  package static func members(of group: Int32) -> [Int32] {
    #if os(Linux)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap(Int32.init).filter { number in
      guard let stat = try? TemporaryFolder.read("/proc/\(number)/stat"),
        let end = stat.lastIndex(of: ")")
      else { return false }
      let fields = stat[stat.index(after: end)...].split(separator: " ")
      return fields.count > 2 && fields[0] != "Z" && Int32(fields[2]) == group
    }
    #else
    return kill(-group, 0) == 0 ? [group] : []
    #endif
  }
}
