// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// A room of the house; `docs/decisions/0001-rooms.md` says what each may import.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name == "evalroute" ? "EvalrouteTests" : "\(name)Tests",
    dependencies: [.target(name: name), "EvalTestSupport"] + dependencies,
    exclude: ["evalroute", "EvalReports"].contains(name) ? ["Snapshots"] : [],
    swiftSettings: settings
  )
}

let package = Package(
  name: "evalroute",
  products: [.executable(name: "evalroute", targets: ["evalroute"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // Pure rooms: no I/O, no clock, no throwing.
    room("EvalStatistics"),
    room("EvalCore", ["EvalStatistics"]),
    room("EvalLearning", ["EvalStatistics"]),

    // What the edges share: places in files, YAML, hashes, atomic writes,
    // programs and servers that are asked.
    room(
      "EvalSystem",
      [
        "CCurl", "CLibcrypto", "CProcess", "CSimdjson", .product(name: "Yams", package: "Yams"),
      ]),

    // Edges: none imports another.
    room("EvalTraces", ["EvalCore", "EvalSystem", "CSimdjson"]),
    room("EvalSuites", ["EvalCore", "EvalSystem"]),
    room("EvalRouters", ["EvalCore", "EvalLearning", "EvalStatistics", "EvalSystem"]),
    room(
      "EvalStore", ["EvalCore", "EvalSystem", .product(name: "GRDB", package: "GRDB.swift")]),
    room("EvalReports", ["EvalCore", "EvalSystem", "CLibxml2"]),

    // The only room that knows the order of things.
    room(
      "EvalHarness",
      [
        "EvalCore", "EvalStatistics", "EvalSystem", "EvalTraces", "EvalSuites", "EvalRouters",
        "EvalStore", "EvalReports",
      ]
    ),
    .executableTarget(
      name: "evalroute",
      dependencies: [
        "EvalCore", "EvalHarness", "EvalReports", "EvalSystem", "EvalTraces",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings
    ),

    // Measures how often gates are wrong; `make simulate`.
    .executableTarget(
      name: "simulations", dependencies: ["EvalCore", "EvalStatistics"], swiftSettings: settings),

    // C libraries.
    .target(name: "CCurl", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(name: "CProcess"),
    .target(
      name: "CSimdjson",
      linkerSettings: [.linkedLibrary("simdjson")]
    ),
    .systemLibrary(
      name: "CLibxml2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

    // Tests.
    .target(
      name: "EvalTestSupport", path: "Tests/EvalTestSupport", swiftSettings: settings),
    tests(of: "EvalStatistics"),
    tests(of: "EvalLearning", ["EvalStatistics"]),
    tests(of: "EvalCore", ["EvalStatistics", "EvalSystem", "EvalTraces"]),
    tests(of: "EvalSystem"),
    tests(of: "EvalSuites", ["EvalCore", "EvalSystem"]),
    tests(of: "EvalRouters", ["EvalCore", "EvalSystem"]),
    tests(of: "EvalTraces", ["EvalCore", "EvalStatistics", "EvalSystem"]),
    tests(
      of: "EvalStore", ["EvalCore", "EvalSystem", .product(name: "GRDB", package: "GRDB.swift")]),
    tests(of: "EvalReports", ["EvalCore", "EvalSystem", "CLibxml2"]),
    tests(of: "evalroute"),
  ],
  cxxLanguageStandard: .cxx17
)
