import Engine
import Runbook
import RunbookCompiler
import Stores
import Testing

/// What every store does with what people tell runs.
@Suite struct MailboxTests {
    private static let message = OperatorMessage(
        event: .ordered(.pause), person: "ada", reason: "ü'\" why", time: Milliseconds(5), planDigest: "00ff")

    @Test(arguments: StoreFixture.Kind.allCases)
    func `messages are numbered by run and come back as they were sent`(kind: StoreFixture.Kind) async throws {
        try await StoreFixture.with(kind) { fixture in
            let store = fixture.store
            for run in ["r1", "r2"] { _ = try await store.create(Samples.header(run, claims: [run])) }
            var answer = Self.message
            answer.event = .answered(NodeID(3), Answer(person: 0, roles: 7, isGranted: true, seen: ApprovalTerms()))
            for (run, expected) in [("r1", 1), ("r2", 1), ("r1", 2)] as [(String, Int64)] {
                let number = try await store.send(expected == 2 ? answer : Self.message, to: run)
                #expect(number == expected)
            }
            let all = try await store.messages(of: "r1", after: 0)
            #expect(all.map(\.message) == [Self.message, answer])
            #expect(all.map(\.number) == [1, 2])
            #expect(all.allSatisfy { $0.outcome == nil })
            let later = try await store.messages(of: "r1", after: 1)
            #expect(later == [all[1]])
            let none = try await store.messages(of: "r2", after: 1)
            #expect(none.isEmpty)
            await #expect(throws: StoreError.noSuchRun("no")) { _ = try await store.send(answer, to: "no") }
        }
    }

    @Test(arguments: StoreFixture.Kind.allCases)
    func `a message is answered once, in the commit of its record`(kind: StoreFixture.Kind) async throws {
        try await StoreFixture.with(kind) { fixture in
            let store = fixture.store
            let epoch = try await store.create(Samples.header("r1"))
            for _ in 0..<3 { _ = try await store.send(Self.message, to: "r1") }
            let accepted = MessageReply(number: 1, outcome: .accepted(sequence: 1))
            let refused = MessageReply(number: 2, outcome: .refused(why: "it is late"))
            await #expect(throws: StoreError.brokenChain(run: "r1", sequence: 2)) {
                try await store.append(
                    Samples.records(from: 2, count: 1), answering: [accepted], to: "r1", epoch: epoch)
            }
            await #expect(throws: StoreError.superseded(run: "r1")) {
                try await store.append([], answering: [refused], to: "r1", epoch: Epoch(rawValue: 99))
            }
            let untouched = try await store.messages(of: "r1", after: 0).map(\.outcome)
            #expect(untouched == [nil, nil, nil])

            try await store.append(
                Samples.records(from: 1, count: 1), answering: [accepted, refused], to: "r1", epoch: epoch)
            let again = MessageReply(number: 1, outcome: .refused(why: "twice"))
            try await store.append([], answering: [again], to: "r1", epoch: epoch)
            let answered = try await store.messages(of: "r1", after: 0).map(\.outcome)
            #expect(answered == [accepted.outcome, refused.outcome, nil])

            try await store.conclude("r1", epoch: epoch, status: .held, truth: "", at: .zero)
            let held = try await store.messages(of: "r1", after: 2).map(\.outcome)
            #expect(held == [nil], "a held run may yet hear it")
            let next = try await store.takeOver("r1")
            try await store.conclude("r1", epoch: next, status: .stopped, truth: "", at: .zero)
            let ended = try await store.messages(of: "r1", after: 2).map(\.outcome)
            #expect(ended == [.refused(why: "the run ended before anybody heard it")])
            await #expect(throws: StoreError.alreadyEnded("r1")) { _ = try await store.send(Self.message, to: "r1") }
        }
    }

    @Test(arguments: StoreFixture.Kind.allCases)
    func `records are read on from where one left off`(kind: StoreFixture.Kind) async throws {
        try await StoreFixture.with(kind) { fixture in
            let store = fixture.store
            let epoch = try await store.create(Samples.header("r1"))
            try await store.append(Samples.records(from: 1, count: 10), to: "r1", epoch: epoch)
            for after in [0, 1, 9, 10] as [Int64] {
                let read = try await store.records(of: "r1", after: after)
                #expect(read == Array(Samples.records(from: 1, count: 10).dropFirst(Int(after))))
            }
        }
    }

    @Test(arguments: StoreFixture.Kind.allCases)
    func `a run takes the place of a held one in one commit`(kind: StoreFixture.Kind) async throws {
        try await StoreFixture.with(kind) { fixture in
            let store = fixture.store
            let first = try await store.create(Samples.header("r1", claims: ["a/db", "b/db"]))
            try await store.append(Samples.records(from: 1, count: 2), to: "r1", epoch: first)
            try await store.conclude("r1", epoch: first, status: .held, truth: "Held.", at: .zero)
            _ = try await store.create(Samples.header("r2", claims: ["c/db"]))
            let epoch = try await store.takeOver("r1")
            _ = try await store.send(Self.message, to: "r1")
            let record = JournalRecord(
                sequence: 3, time: Milliseconds(2000), event: .ordered(.giveWay), detail: "ada: superseded by r3")
            let succession = Succession(run: "r1", epoch: epoch, record: record, truth: "superseded by r3")

            var greedy = Samples.header("r3", claims: ["a/db", "c/db"])
            greedy.supersedes = "r1"
            let wanted = greedy
            await #expect(throws: StoreError.claimed(by: "r2", claim: "c/db")) {
                _ = try await store.create(wanted, succeeding: succession)
            }
            let kept = try await store.summary(of: "r1")
            #expect(kept.status == .running)

            var header = Samples.header("r3", claims: ["a/db", "b/db"])
            header.supersedes = "r1"
            let newer = try await store.create(header, succeeding: succession)
            #expect(newer > epoch)
            let superseded = try await store.summary(of: "r1")
            #expect(superseded.status == .stopped && superseded.truth == "superseded by r3" && !superseded.isAttended)
            #expect(superseded.ended == Milliseconds(2000))
            let last = try await store.records(of: "r1").last
            #expect(last == record)
            let unheard = try await store.messages(of: "r1", after: 0).map(\.outcome)
            #expect(unheard == [.refused(why: "the run ended before anybody heard it")])
            let successor = try await store.summary(of: "r3").header
            #expect(successor == header)
            await #expect(throws: StoreError.claimed(by: "r3", claim: "b/db")) {
                _ = try await store.create(Samples.header("r4", claims: ["b/db"]))
            }
        }
    }
}
