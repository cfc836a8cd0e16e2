// swift-tools-version: 6.2
import PackageDescription

/// What every target of ours is compiled with.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

// Products of other packages, each named once.
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser",
  package: "swift-argument-parser"
)
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let nio: [Target.Dependency] = ["NIOCore", "NIOFoundationCompat", "NIOHTTP1", "NIOPosix"].map {
  .product(name: $0, package: "swift-nio")
}
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "values-workbench",
  products: [
    .executable(name: "annotate", targets: ["Annotate"]),
    .executable(name: "review", targets: ["Review"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
  ],
  targets: [
    // The domain, and the JSON that it is kept in.
    .target(name: "Basics", swiftSettings: settings),
    .target(name: "Models", dependencies: ["Basics"], swiftSettings: settings),
    .target(name: "JSON", dependencies: ["Files"], swiftSettings: settings),
    .target(
      name: "AnnotationCore",
      dependencies: ["Basics", "JSON", "Models"],
      swiftSettings: settings
    ),
    .target(name: "Agreement", swiftSettings: settings),

    // Text of others, safe to print.
    .target(name: "CWidth"),
    .target(
      name: "SafeText",
      dependencies: ["CWidth"],
      swiftSettings: settings,
      linkerSettings: [
        .linkedLibrary("_FoundationICU"), .linkedLibrary("stdc++"), .linkedLibrary("m"),
      ]
    ),

    .target(name: "Files", swiftSettings: settings),

    // Files that people touch.
    .target(name: "CDigest", linkerSettings: [.linkedLibrary("crypto")]),
    .target(name: "Digests", dependencies: ["CDigest"], swiftSettings: settings),
    .target(
      name: "GuidelineFiles",
      dependencies: ["AnnotationCore", "Digests", "JSON", "SafeText", yams],
      swiftSettings: settings
    ),
    .target(
      name: "ItemFiles",
      dependencies: ["AnnotationCore", "Digests", "JSON", "SafeText"],
      swiftSettings: settings
    ),
    .target(
      name: "RatingFiles",
      dependencies: ["Agreement", "JSON", "SafeText"],
      swiftSettings: settings
    ),
    .target(
      name: "ReleaseFiles",
      dependencies: ["AnnotationCore", "JSON"],
      swiftSettings: settings
    ),

    // What is kept, and who is asked.
    .target(
      name: "ProjectStore",
      dependencies: [
        "Agreement", "AnnotationCore", "Files", "JSON", "Models", "SafeText", grdb,
      ],
      swiftSettings: settings
    ),
    .target(
      name: "ModelTasks",
      dependencies: [
        "Basics", "Digests", "Files", "JSON", "Models", httpClient,
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOFoundationCompat", package: "swift-nio"),
        nioSSL,
      ],
      swiftSettings: settings
    ),
    .target(
      name: "ModelReview",
      dependencies: ["AnnotationCore", "Digests", "JSON", "ModelTasks", "Models", mustache],
      swiftSettings: settings
    ),

    // What is measured of a project: no HTTP client, so that the app builds fast.
    .target(
      name: "Measurement",
      dependencies: ["Agreement", "AnnotationCore", "ItemFiles", "ProjectStore"],
      swiftSettings: settings
    ),

    // The terminal.
    .target(name: "TerminalKit", dependencies: ["SafeText"], swiftSettings: settings),
    .target(
      name: "CCurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]
    ),
    .target(
      name: "NcursesTerminal",
      dependencies: ["CCurses", "TerminalKit"],
      swiftSettings: settings
    ),

    // The two programs, and what they share of the command line.
    .target(
      name: "CommandLineKit",
      dependencies: ["Files", "SafeText", argumentParser],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "Annotate",
      dependencies: [
        "AnnotationCore", "CommandLineKit", "Files", "GuidelineFiles", "ItemFiles", "JSON",
        "Measurement", "NcursesTerminal", "ProjectStore", "SafeText", "TerminalKit", argumentParser,
      ],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "Review",
      dependencies: [
        "Agreement", "AnnotationCore", "CommandLineKit", "Digests", "Files", "GuidelineFiles",
        "ItemFiles", "JSON", "Measurement", "ModelReview", "ModelTasks", "Models", "ProjectStore",
        "RatingFiles",
        "ReleaseFiles", "SafeText", argumentParser,
      ],
      swiftSettings: settings
    ),

    .executableTarget(
      name: "agreement-benchmark",
      dependencies: ["Agreement"],
      path: "Benchmarks/Agreement",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "layout-benchmark",
      dependencies: ["SafeText", "TerminalKit"],
      path: "Benchmarks/Layout",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "weights-benchmark",
      dependencies: ["AnnotationCore", "Measurement", "ProjectStore"],
      path: "Benchmarks/Weights",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "jury-server",
      dependencies: [
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      path: "Benchmarks/JuryServer",
      swiftSettings: settings
    ),

    // Tests, one target each.
    .target(
      name: "Fixtures",
      dependencies: ["AnnotationCore", "GuidelineFiles", "ProjectStore"],
      path: "Tests/Fixtures",
      swiftSettings: settings
    ),
    .target(
      name: "ModelFixtures",
      dependencies: ["Basics", "JSON", "ModelTasks", "Models", nioSSL] + nio,
      path: "Tests/ModelFixtures",
      exclude: ["Certificates"],
      swiftSettings: settings
    ),
    .target(name: "SchemaValidation", path: "Tests/SchemaValidation", swiftSettings: settings),
    test("AnnotationCore", "JSON", "Fixtures"),
    test("Agreement", "AnnotationCore"),
    test("Digests"),
    test("GuidelineFiles", "AnnotationCore"),
    test("ItemFiles", "AnnotationCore", "Fixtures", "JSON", "SafeText"),
    test("ProjectStore", ["Agreement", "AnnotationCore", "Fixtures", grdb], exclude: ["Released"]),
    test(
      "Measurement",
      "Agreement",
      "AnnotationCore",
      "ItemFiles",
      "ProjectStore",
      "Fixtures"
    ),
    test(
      "ModelTasks",
      ["Basics", "Fixtures", "JSON", "ModelFixtures", "Models"] + nio,
      exclude: ["Recorded"]
    ),
    test(
      "ModelReview",
      [
        "AnnotationCore", "Digests", "Fixtures", "JSON", "ModelFixtures", "ModelTasks",
        "ProjectStore", "SchemaValidation",
      ] + nio
    ),
    test("JSON", "AnnotationCore", "Fixtures"),
    test("RatingFiles", "Agreement", "Fixtures"),
    test("ReleaseFiles", "AnnotationCore", "JSON", "SchemaValidation"),
    test("SafeText", "AnnotationCore", "Fixtures"),
    test("Files", "Fixtures"),
    test("CommandLineKit", "AnnotationCore", "Files", "Fixtures", "SafeText", argumentParser),
    test("TerminalKit", "AnnotationCore", "Fixtures", "SafeText"),
    test("NcursesTerminal", "TerminalKit"),
    test(
      "Annotate",
      [
        "AnnotationCore", "Fixtures", "GuidelineFiles", "Measurement", "ProjectStore", "SafeText",
        "SchemaValidation",
        "TerminalKit",
      ],
      exclude: ["Frames"]
    ),
    test(
      "Review",
      [
        "Agreement", "AnnotationCore", "Files", "Fixtures", "GuidelineFiles", "ItemFiles",
        "JSON", "Measurement", "ModelReview", "ProjectStore", "RatingFiles", "SafeText",
        "SchemaValidation", argumentParser,
      ]
    ),
    .testTarget(name: "ArchitectureTests", swiftSettings: settings),
  ]
)

/// The test target of a target, with what else its tests import.
func test(_ name: String, _ others: Target.Dependency...) -> Target { test(name, others) }

func test(
  _ name: String,
  _ others: [Target.Dependency],
  exclude: [String] = []
) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: [.byName(name: name)] + others,
    exclude: exclude,
    swiftSettings: settings
  )
}
