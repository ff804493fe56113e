// swift-tools-version: 6.2
import PackageDescription

// The engine is `package`, not `public`, and that reaches exactly as far as one manifest. So this one builds the very same
// sources, through symbolic links, as targets of its own; see README.md.
let package = Package(
    name: "switchyard-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        .target(name: "Runbook"),
        .target(name: "RunbookCompiler", dependencies: ["Runbook"]),
        .target(name: "World", dependencies: ["Runbook", "RunbookCompiler"]),
        .target(
            name: "Engine",
            dependencies: [
                "Runbook", "RunbookCompiler", "World",
                .product(name: "HeapModule", package: "swift-collections"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(
            name: "Stores",
            dependencies: [
                "Runbook", "RunbookCompiler", "World", "Engine",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .target(name: "CAllocations"),
        .executableTarget(
            name: "SwitchyardBenchmarks",
            dependencies: [
                "CAllocations", "Runbook", "RunbookCompiler", "World", "Engine", "Stores",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
    ]
)

for target in package.targets where target.name != "CAllocations" {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ]
}
