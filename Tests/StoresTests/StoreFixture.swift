import Engine
import Foundation
import Runbook

@testable import Stores

/// A store under test, and how an executor of it dies.
struct StoreFixture: Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case memory, sqlite
    }

    let store: any RunStore
    /// The store as another process would find it after the executors of these runs have died.
    let afterDeath: @Sendable (_ runs: [String]) throws -> any RunStore

    /// Hands a fresh store to a test.
    static func with(_ kind: Kind, _ test: (StoreFixture) async throws -> Void) async throws {
        switch kind {
        case .memory:
            let store = MemoryStore()
            try await test(
                StoreFixture(store: store) { runs in
                    for run in runs { store.abandon(run) }
                    return store
                })
        case .sqlite:
            try await TemporaryDirectory.with { directory in
                let store = try SQLiteStore(directory: directory, leaseLife: .hours(1))
                try await test(
                    StoreFixture(store: store) { runs in
                        // What the system does when a process ends.
                        for run in runs { store.attendances.drop(run) }
                        return try SQLiteStore(directory: directory, leaseLife: .hours(1))
                    })
            }
        }
    }
}
