import Engine
import Runbook
import Synchronization
import Testing

@testable import Stores

/// Leases by a clock in the test's hand. An executor that hangs is a store of its own that goes on having its locks.
@Suite struct LeaseTests {
    /// A boot clock that a test moves.
    final class Hand: Sendable {
        private let moment = Mutex(Milliseconds(1_000_000))
        let boot: String

        init(boot: String = "this start") { self.boot = boot }

        func pass(_ time: Milliseconds) { moment.withLock { $0 = $0 + time } }

        var clock: BootClock { BootClock(boot: boot) { self.moment.withLock { $0 } } }
    }

    static let life = Milliseconds.seconds(6)

    static func store(_ directory: String, _ hand: Hand) throws -> SQLiteStore {
        try SQLiteStore(
            directory: directory, busyTimeout: .seconds(5), schema: .current, leaseLife: life, clock: hand.clock)
    }

    @Test func `an executor that hangs past its lease is taken over from and can do nothing when it wakes`()
        async throws
    {
        try await TemporaryDirectory.with { directory in
            let hand = Hand()
            let (hung, other) = (try Self.store(directory, hand), try Self.store(directory, hand))
            let epoch = try await hung.create(Samples.header("r1"))
            let lease = try #require(hung.lease(of: "r1", epoch: epoch))
            #expect(!lease.isCertain, "nothing is certain before the first renewal")
            try await lease.renew(at: .zero)
            #expect(lease.isCertain)

            hand.pass(Self.life - Milliseconds(1))
            #expect(lease.isCertain)
            await #expect(throws: StoreError.attended(run: "r1")) { _ = try await other.takeOver("r1") }
            hand.pass(Milliseconds(1))
            #expect(!lease.isCertain)
            let isAttended = try await other.summary(of: "r1").isAttended
            #expect(!isAttended)

            let next = try await other.takeOver("r1")
            #expect(next > epoch)
            await #expect(throws: StoreError.superseded(run: "r1")) { try await lease.renew(at: .zero) }
            await #expect(throws: StoreError.superseded(run: "r1")) {
                try await hung.append(Samples.records(from: 1, count: 1), to: "r1", epoch: epoch)
            }
            #expect(!lease.isCertain)
            await #expect(throws: StoreError.attended(run: "r1")) { _ = try await hung.takeOver("r1") }
            try await other.append(Samples.records(from: 1, count: 1), to: "r1", epoch: next)
        }
    }

    @Test func `an executor that was only slow goes on when nobody has taken over`() async throws {
        try await TemporaryDirectory.with { directory in
            let hand = Hand()
            let store = try Self.store(directory, hand)
            let epoch = try await store.create(Samples.header("r1"))
            let lease = try #require(store.lease(of: "r1", epoch: epoch))
            try await lease.renew(at: .zero)
            hand.pass(.minutes(10))
            #expect(!lease.isCertain)
            try await lease.renew(at: .zero)
            #expect(lease.isCertain)
            try await store.append(Samples.records(from: 1, count: 1), to: "r1", epoch: epoch)
        }
    }

    @Test func `a renewed lease goes on, however long the run`() async throws {
        try await TemporaryDirectory.with { directory in
            let hand = Hand()
            let (store, other) = (try Self.store(directory, hand), try Self.store(directory, hand))
            let epoch = try await store.create(Samples.header("r1"))
            let lease = try #require(store.lease(of: "r1", epoch: epoch))
            for _ in 0..<10 {
                try await lease.renew(at: .zero)
                hand.pass(.seconds(4))
                #expect(lease.isCertain)
                await #expect(throws: StoreError.attended(run: "r1")) { _ = try await other.takeOver("r1") }
            }
            #expect(lease.renewalInterval <= .seconds(2))
        }
    }

    @Test func `whoever died is succeeded at once, without waiting for the lease`() async throws {
        try await TemporaryDirectory.with { directory in
            let hand = Hand()
            var store: SQLiteStore? = try Self.store(directory, hand)
            let epoch = try await #require(store).create(Samples.header("r1"))
            try await #require(store?.lease(of: "r1", epoch: epoch)).renew(at: .zero)
            store = nil
            let next = try await Self.store(directory, hand).takeOver("r1")
            #expect(next > epoch)
        }
    }

    @Test func `a lease from before the machine restarted is nobody's`() async throws {
        try await TemporaryDirectory.with { directory in
            let (before, after) = (Hand(boot: "before"), Hand(boot: "after"))
            let old = try Self.store(directory, before)
            let epoch = try await old.create(Samples.header("r1"))
            try await #require(old.lease(of: "r1", epoch: epoch)).renew(at: Milliseconds(5000))
            let store = try Self.store(directory, after)
            let time = try await store.time(in: "r1", speed: 1)
            #expect(time == nil, "how long it was off cannot be known")
            _ = try await store.takeOver("r1")
        }
    }

    @Test func `the time in a run goes on without its executor, whatever the wall clock says`() async throws {
        try await TemporaryDirectory.with { directory in
            let hand = Hand()
            let store = try Self.store(directory, hand)
            let header = Samples.header("r1")
            let epoch = try await store.create(header)
            hand.pass(.seconds(3))
            let early = try await store.time(in: "r1", speed: 1)
            #expect(early == header.started + .seconds(3))
            try await #require(store.lease(of: "r1", epoch: epoch)).renew(at: header.started + .minutes(7))
            hand.pass(.minutes(20))
            let late = try await store.time(in: "r1", speed: 1)
            #expect(late == header.started + .minutes(27))
            let scaled = try await store.time(in: "r1", speed: 60)
            #expect(scaled == header.started + .minutes(7 + 20 * 60))
        }
    }
}
