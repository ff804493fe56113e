// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "switchyard",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Switchyard", targets: ["Switchyard"]),
        .executable(name: "switchyard", targets: ["SwitchyardCommand"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        .target(name: "Runbook"),
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "RunbookYAML", dependencies: ["Runbook", "CLibYAML"]),
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
            name: "Simulation",
            dependencies: [
                "Runbook", "RunbookCompiler", "World", "Engine",
                .product(name: "HeapModule", package: "swift-collections"),
            ]),
        .target(name: "Prover", dependencies: ["Runbook", "RunbookCompiler", "World", "Engine"]),
        .target(name: "Monitoring", dependencies: ["Runbook", "RunbookCompiler", "World", "Engine"]),
        .target(name: "AdapterContract", dependencies: ["Runbook", "RunbookCompiler", "World", "Engine"]),
        .target(
            name: "Stores",
            dependencies: [
                "Runbook", "RunbookCompiler", "World", "Engine",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .target(
            name: "Adapters",
            dependencies: [
                "Runbook", "RunbookCompiler", "World", "Engine", "CLibPQ",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        .target(
            name: "Switchyard",
            dependencies: [
                "Runbook", "RunbookYAML", "RunbookCompiler", "World", "Engine", "Prover", "Simulation", "Stores",
                "Monitoring", "Adapters",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .executableTarget(
            name: "SwitchyardCommand",
            dependencies: [
                "Runbook", "RunbookYAML", "RunbookCompiler", "Engine", "Monitoring", "Switchyard",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .executableTarget(
            name: "switchyard-fuzz",
            dependencies: [
                "Runbook", "RunbookYAML", "RunbookCompiler", "Simulation",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/SwitchyardFuzz"),
        .target(
            name: "Hunting",
            dependencies: [
                "Runbook", "RunbookYAML", "RunbookCompiler", "World", "Engine", "Stores",
                .product(name: "HeapModule", package: "swift-collections"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .executableTarget(
            name: "hunt",
            dependencies: ["Hunting", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "Sources/HuntCommand"),
        .testTarget(
            name: "EngineTests",
            dependencies: [
                "Runbook", "RunbookCompiler", "World", "Engine", "Simulation", "Stores",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "ProverTests",
            dependencies: [
                "Runbook", "RunbookYAML", "RunbookCompiler", "World", "Engine", "Simulation", "Prover", "Hunting",
            ]),
        .testTarget(
            name: "HuntTests", dependencies: ["Runbook", "RunbookCompiler", "World", "Engine", "Hunting"]),
        .testTarget(
            name: "RunbookCompilerTests", dependencies: ["Runbook", "RunbookYAML", "RunbookCompiler"],
            exclude: ["Golden"]),
        .testTarget(
            name: "ShippedTests",
            dependencies: ["Runbook", "RunbookYAML", "RunbookCompiler", "World", "Engine", "Simulation"]),
        .testTarget(
            name: "RunbookYAMLTests", dependencies: ["Runbook", "RunbookYAML"], exclude: ["Corpus"]),
        .testTarget(
            name: "AdaptersTests",
            dependencies: [
                "Runbook", "RunbookCompiler", "World", "Engine", "Adapters", "AdapterContract", "Switchyard",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        .testTarget(
            name: "MonitoringTests",
            dependencies: ["Runbook", "RunbookYAML", "RunbookCompiler", "World", "Engine", "Simulation", "Monitoring"]),
        .testTarget(
            name: "StoresTests",
            dependencies: [
                "Runbook", "RunbookCompiler", "World", "Engine", "Stores",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .testTarget(
            name: "SimulationTests",
            dependencies: [
                "Runbook", "RunbookYAML", "RunbookCompiler", "World", "Engine", "Simulation", "AdapterContract",
            ]),
        .testTarget(
            name: "SwitchyardTests",
            dependencies: [
                "Runbook", "RunbookYAML", "RunbookCompiler", "World", "Engine", "Prover", "Simulation", "Stores",
                "Monitoring", "Switchyard",
                .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["Golden", "Histories"]),
    ]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ]
}
