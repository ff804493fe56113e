import Engine
import Runbook
import Stores
import Testing

/// What every store does, whatever it is made of.
@Suite struct StoreContractTests {
    @Test(arguments: StoreFixture.Kind.allCases)
    func `a run comes back with all that it was started with and all that happened`(kind: StoreFixture.Kind)
        async throws
    {
        try await StoreFixture.with(kind) { fixture in
            let header = Samples.header("r1")
            let epoch = try await fixture.store.create(header)
            #expect(epoch == Epoch(rawValue: 1))
            let all = Samples.records(from: 1, count: 100)
            try await fixture.store.append(Array(all[..<1]), to: "r1", epoch: epoch)
            try await fixture.store.append(Array(all[1..<64]), to: "r1", epoch: epoch)
            try await fixture.store.append([], to: "r1", epoch: epoch)
            try await fixture.store.append(Array(all[64...]), to: "r1", epoch: epoch)
            let kept = try await fixture.store.records(of: "r1")
            #expect(kept == all)
            let summary = try await fixture.store.summary(of: "r1")
            #expect(
                summary == RunSummary(header: header, status: .running, ended: nil, truth: "", isAttended: true))
        }
    }

    @Test(arguments: StoreFixture.Kind.allCases)
    func `a claim belongs to one run until that run ends`(kind: StoreFixture.Kind) async throws {
        try await StoreFixture.with(kind) { fixture in
            let store = fixture.store
            let epoch = try await store.create(Samples.header("r1", claims: ["a/db", "b/db", "a/db"]))
            _ = try await store.create(Samples.header("r2", claims: ["a/api", "c/db"]))
            let third = Samples.header("r3", claims: ["d/db", "b/db"])
            await #expect(throws: StoreError.claimed(by: "r1", claim: "b/db")) { _ = try await store.create(third) }
            await #expect(throws: StoreError.noSuchRun("r3")) { _ = try await store.summary(of: "r3") }
            for status in [RunStatus.paused, .held] {
                try await store.conclude("r1", epoch: epoch, status: status, truth: "t", at: Milliseconds(5))
                await #expect(throws: StoreError.claimed(by: "r1", claim: "b/db")) { _ = try await store.create(third) }
            }
            try await store.conclude("r1", epoch: epoch, status: .stopped, truth: "t", at: Milliseconds(6))
            _ = try await store.create(third)
        }
    }

    @Test(arguments: StoreFixture.Kind.allCases, [RunStatus.succeeded, .rolledBack, .stopped])
    func `an ended run takes nothing more`(kind: StoreFixture.Kind, end: RunStatus) async throws {
        try await StoreFixture.with(kind) { fixture in
            let store = fixture.store
            let epoch = try await store.create(Samples.header("r1"))
            try await store.conclude("r1", epoch: epoch, status: end, truth: "All is well.", at: Milliseconds(7))
            let summary = try await store.summary(of: "r1")
            #expect(summary.status == end && summary.ended == Milliseconds(7) && summary.truth == "All is well.")
            #expect(!summary.isAttended)
            await #expect(throws: StoreError.alreadyEnded("r1")) {
                try await store.append(Samples.records(from: 1, count: 1), to: "r1", epoch: epoch)
            }
            await #expect(throws: StoreError.alreadyEnded("r1")) { _ = try await store.takeOver("r1") }
            await #expect(throws: StoreError.alreadyEnded("r1")) {
                try await store.conclude("r1", epoch: epoch, status: .held, truth: "", at: .zero)
            }
        }
    }

    @Test(arguments: StoreFixture.Kind.allCases)
    func `a living executor's run cannot be taken over, a dead one's can, and then it is superseded`(
        kind: StoreFixture.Kind
    ) async throws {
        try await StoreFixture.with(kind) { fixture in
            let first = try await fixture.store.create(Samples.header("r1"))
            try await fixture.store.append(Samples.records(from: 1, count: 2), to: "r1", epoch: first)
            await #expect(throws: StoreError.attended(run: "r1")) { _ = try await fixture.store.takeOver("r1") }
            let later = try fixture.afterDeath(["r1"])
            let wasAttended = try await later.summary(of: "r1").isAttended
            #expect(wasAttended == false)
            let second = try await later.takeOver("r1")
            #expect(second > first)
            let isAttended = try await later.summary(of: "r1").isAttended
            #expect(isAttended)
            await #expect(throws: StoreError.attended(run: "r1")) { _ = try await fixture.store.takeOver("r1") }
            await #expect(throws: StoreError.superseded(run: "r1")) {
                try await fixture.store.append(Samples.records(from: 3, count: 1), to: "r1", epoch: first)
            }
            await #expect(throws: StoreError.superseded(run: "r1")) {
                try await fixture.store.conclude("r1", epoch: first, status: .succeeded, truth: "", at: .zero)
            }
            try await later.append(Samples.records(from: 3, count: 1), to: "r1", epoch: second)
            let count = try await later.records(of: "r1").count
            #expect(count == 3)
        }
    }

    @Test(arguments: StoreFixture.Kind.allCases, [RunStatus.paused, .held])
    func `a run at rest can be taken over and is running again`(kind: StoreFixture.Kind, rest: RunStatus) async throws {
        try await StoreFixture.with(kind) { fixture in
            let first = try await fixture.store.create(Samples.header("r1"))
            try await fixture.store.conclude("r1", epoch: first, status: rest, truth: "Waiting.", at: Milliseconds(9))
            let resting = try await fixture.store.summary(of: "r1")
            #expect(
                resting.status == rest && resting.ended == nil && resting.truth == "Waiting." && !resting.isAttended)
            let second = try await fixture.store.takeOver("r1")
            #expect(second > first)
            let running = try await fixture.store.summary(of: "r1")
            #expect(running.status == .running && running.truth.isEmpty && running.isAttended)
        }
    }

    @Test(arguments: StoreFixture.Kind.allCases)
    func `records that leave a gap, repeat or go back are refused, all of them`(kind: StoreFixture.Kind) async throws {
        try await StoreFixture.with(kind) { fixture in
            let store = fixture.store
            let epoch = try await store.create(Samples.header("r1"))
            try await store.append(Samples.records(from: 1, count: 3), to: "r1", epoch: epoch)
            for (first, bad) in [(5, 5), (3, 3), (1, 1), (0, 0)] as [(Int64, Int64)] {
                await #expect(throws: StoreError.brokenChain(run: "r1", sequence: bad)) {
                    try await store.append(
                        Samples.records(from: max(first, 1), count: 2).map {
                            var record = $0
                            if first == 0 { record.sequence -= 1 }
                            return record
                        }, to: "r1", epoch: epoch)
                }
            }
            var holed = Samples.records(from: 4, count: 4)
            holed.remove(at: 2)
            await #expect(throws: StoreError.brokenChain(run: "r1", sequence: 7)) {
                try await store.append(holed, to: "r1", epoch: epoch)
            }
            let kept = try await store.records(of: "r1")
            #expect(kept == Samples.records(from: 1, count: 3))
            try await store.append(Samples.records(from: 4, count: 1), to: "r1", epoch: epoch)
        }
    }

    @Test(arguments: StoreFixture.Kind.allCases)
    func `runs are listed latest first`(kind: StoreFixture.Kind) async throws {
        try await StoreFixture.with(kind) { fixture in
            for (run, started) in [("b", 20), ("a", 10), ("d", 30), ("c", 30)] as [(String, Int64)] {
                _ = try await fixture.store.create(Samples.header(run, claims: ["\(run)/db"], started: started))
            }
            let names = try await fixture.store.runs().map(\.header.run)
            #expect(names == ["c", "d", "b", "a"])
        }
    }

    @Test(arguments: StoreFixture.Kind.allCases)
    func `what is not there is not there`(kind: StoreFixture.Kind) async throws {
        try await StoreFixture.with(kind) { fixture in
            let store = fixture.store
            let (missing, epoch) = (StoreError.noSuchRun("no"), Epoch(rawValue: 1))
            let isEmpty = try await store.runs().isEmpty
            #expect(isEmpty)
            await #expect(throws: missing) { _ = try await store.summary(of: "no") }
            await #expect(throws: missing) { _ = try await store.records(of: "no") }
            await #expect(throws: missing) { _ = try await store.takeOver("no") }
            await #expect(throws: missing) { try await store.append([], to: "no", epoch: epoch) }
            await #expect(throws: missing) {
                try await store.conclude("no", epoch: epoch, status: .held, truth: "", at: .zero)
            }
        }
    }

    @Test(arguments: StoreFixture.Kind.allCases)
    func `a name is used once`(kind: StoreFixture.Kind) async throws {
        try await StoreFixture.with(kind) { fixture in
            let epoch = try await fixture.store.create(Samples.header("r1"))
            let again = Samples.header("r1", claims: [])
            await #expect(throws: StoreError.self) { _ = try await fixture.store.create(again) }
            try await fixture.store.append(Samples.records(from: 1, count: 1), to: "r1", epoch: epoch)
            let isAttended = try await fixture.store.summary(of: "r1").isAttended
            #expect(isAttended)
        }
    }

    @Test(arguments: StoreFixture.Kind.allCases)
    func `ten thousand records of two runs are kept apart and in order`(kind: StoreFixture.Kind) async throws {
        try await StoreFixture.with(kind) { fixture in
            let all = Samples.records(from: 1, count: 10_000)
            var epochs: [Epoch] = []
            for run in ["r1", "r2"] {
                epochs.append(try await fixture.store.create(Samples.header(run, claims: [run])))
            }
            for start in stride(from: 0, to: 10_000, by: 250) {
                for (run, epoch) in zip(["r1", "r2"], epochs) {
                    try await fixture.store.append(Array(all[start..<(start + 250)]), to: run, epoch: epoch)
                }
            }
            for run in ["r1", "r2"] {
                let kept = try await fixture.store.records(of: run)
                #expect(kept == all)
            }
        }
    }

    @Test(arguments: StoreFixture.Kind.allCases)
    func `what a run found out of its environment outlives it`(kind: StoreFixture.Kind) async throws {
        try await StoreFixture.with(kind) { fixture in
            let store = fixture.store
            let header = Samples.header("r1")
            let epoch = try await store.create(header)
            let east = Standing.Place(region: "east", service: "db")
            let west = Standing.Place(region: "west", service: "db")
            let before = try await store.standing(of: header.environment)
            #expect(before == Standing())
            try await store.remember(StandingChange(writers: ["db": "east"], unfenced: [west]), of: "r1", epoch: epoch)
            try await store.remember(
                StandingChange(writers: ["db": "west"], unfenced: [east], settled: [west]), of: "r1", epoch: epoch)
            try await store.remember(StandingChange(unfenced: [east]), of: "r1", epoch: epoch)
            try await store.conclude("r1", epoch: epoch, status: .stopped, truth: "t", at: Milliseconds(6))
            let after = try await store.standing(of: header.environment)
            #expect(after == Standing(writers: ["db": "west"], unfenced: [east]))
            let elsewhere = try await store.standing(of: "elsewhere")
            #expect(elsewhere == Standing())
            await #expect(throws: StoreError.alreadyEnded("r1")) {
                try await store.remember(StandingChange(settled: [east]), of: "r1", epoch: epoch)
            }
            try await store.forget("elsewhere")
            let kept = try await store.standing(of: header.environment)
            #expect(kept == after)
            try await store.forget(header.environment)
            let forgotten = try await store.standing(of: header.environment)
            #expect(forgotten == Standing())
        }
    }

    @Test(arguments: StoreFixture.Kind.allCases)
    func `a superseded executor has nothing remembered`(kind: StoreFixture.Kind) async throws {
        try await StoreFixture.with(kind) { fixture in
            let store = fixture.store
            let epoch = try await store.create(Samples.header("r1"))
            let older = Epoch(rawValue: epoch.rawValue - 1)
            await #expect(throws: StoreError.superseded(run: "r1")) {
                try await store.remember(StandingChange(writers: ["db": "east"]), of: "r1", epoch: older)
            }
        }
    }
}
