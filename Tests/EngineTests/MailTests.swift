import Engine
import Runbook
import RunbookCompiler
import Stores
import Synchronization
import Testing
import World

/// What people send through the store is heard once, whenever the executor dies.
@Suite struct MailTests {
    private static let run = ExecutorTests.run
    private static let go = NodeID(0)

    /// Asks two people, then shifts.
    private static func plan() -> Plan {
        var fixture = PlanFixture()
        fixture.approval("go", need: 2)
        fixture.shift("half", 50)
        fixture.endSection()
        return fixture.plan()
    }

    private static func message(
        _ event: Event, from person: String = "ben", reason: String = "", digest: String = ""
    ) -> OperatorMessage {
        OperatorMessage(event: event, person: person, reason: reason, time: .zero, planDigest: digest)
    }

    private static func grant(_ seen: ApprovalTerms? = nil) -> Event {
        .answered(go, Answer(person: 0, roles: 1, isGranted: true, seen: seen))
    }

    private static func begin(
        _ store: any RunStore, _ adapter: ModelAdapter = ModelAdapter(), epoch: Epoch
    ) -> Task<RunSession, any Error> {
        Task {
            try await ExecutorTests.executor(adapter, store, WallTimekeeper()).execute(
                ExecutorTests.fresh(plan()), run: run, epoch: epoch, first: Arrival(.started(.planned)), inbox: Inbox())
        }
    }

    @Test func ordersAndAnswersReachARunningRunWithWhoAndWhy() async throws {
        let store = MemoryStore()
        let running = Self.begin(store, epoch: try await store.create(ExecutorTests.header()))
        _ = try await store.send(Self.message(Self.grant(), from: "ben"), to: Self.run)
        _ = try await store.send(Self.message(Self.grant(), from: "ben"), to: Self.run)
        _ = try await store.send(Self.message(Self.grant(), from: "eve", reason: "it is time"), to: Self.run)
        let ended = try await running.value
        #expect(ended.machine.state.phase == .ended(.succeeded))
        #expect(ended.people == ["ann", "ben", "eve"])
        let answers = try await store.records(of: Self.run).filter {
            if case .answered = $0.event { true } else { false }
        }
        #expect(answers.map(\.detail) == ["ben", "eve: it is time"])
        let outcomes = try await store.messages(of: Self.run, after: 0).map(\.outcome)
        #expect(outcomes[1] == .refused(why: "this person has answered already"))
        #expect(outcomes[0] == .accepted(sequence: answers[0].sequence))
        #expect(outcomes[2] == .accepted(sequence: answers[1].sequence))
    }

    @Test func anAnswerAboutAnotherPlanOrToOtherNumbersIsRefused() async throws {
        let (store, adapter) = (MemoryStore(), ModelAdapter())
        let running = Self.begin(store, adapter, epoch: try await store.create(ExecutorTests.header()))
        let late = ApprovalTerms(lag: .zero, loss: .zero, capacity: BasisPoints(20_000))
        _ = try await store.send(Self.message(Self.grant(), digest: "another"), to: Self.run)
        _ = try await store.send(Self.message(Self.grant(late)), to: Self.run)
        _ = try await store.send(Self.message(.ordered(.retry(NodeID(7)))), to: Self.run)
        while try await store.messages(of: Self.run, after: 0).contains(where: { $0.outcome == nil }) {
            try await Task.sleep(for: .milliseconds(5))
        }
        let outcomes = try await store.messages(of: Self.run, after: 0).map(\.outcome)
        #expect(outcomes[0] == .refused(why: "it is about another plan"))
        #expect(
            outcomes[1]
                == .refused(
                    why: "the ready capacity fell from 200% to 100% of the peak since it was looked at; look again"))
        #expect(outcomes[2] == .refused(why: "the plan has no such step"))
        _ = try await store.send(Self.message(.ordered(.stop)), to: Self.run)
        let stopped = try await running.value
        #expect(stopped.machine.state.phase == .ended(.stopped))
        try await store.conclude(Self.run, epoch: Epoch(rawValue: 1), status: .stopped, truth: "", at: .zero)
        await #expect(throws: StoreError.alreadyEnded(Self.run)) {
            _ = try await store.send(Self.message(.ordered(.stop)), to: Self.run)
        }
    }

    @Test(.timeLimit(.minutes(1))) func anAnswerIsHeardOnceTheStoreCanBeReadAgain() async throws {
        let memory = MemoryStore()
        let store = FailingStore(memory, badSummaries: 5)
        let running = Self.begin(store, epoch: try await memory.create(ExecutorTests.header()))
        // What waits when an executor begins is another matter.
        while try await memory.records(of: Self.run).isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        for person in ["ben", "eve"] {
            _ = try await memory.send(Self.message(Self.grant(), from: person), to: Self.run)
        }
        let ended = try await running.value
        #expect(ended.machine.state.phase == .ended(.succeeded))
    }

    /// The executor dies at each append in turn, the one that journals the messages among them.
    @Test func whereverTheExecutorDiesAMessageIsHeardOnce() async throws {
        for good in 0..<6 {
            let memory = MemoryStore()
            let store = FailingStore(memory, goodAppends: good)
            let running = Self.begin(store, epoch: try await memory.create(ExecutorTests.header()))
            for person in ["ben", "eve"] {
                _ = try await memory.send(Self.message(Self.grant(), from: person), to: Self.run)
            }
            let died = await running.result
            if case .success = died { #expect(good >= 3) }
            memory.abandon(Self.run)
            let epoch = try await memory.takeOver(Self.run)
            let records = try await memory.records(of: Self.run)
            let session = try Executor.replay(records, plan: Self.plan(), initiator: "ann", settleTime: .zero)
            let ended = try await ExecutorTests.executor(ModelAdapter(), memory, WallTimekeeper()).execute(
                session, run: Self.run, epoch: epoch, first: Arrival(records.isEmpty ? .started(.planned) : .resumed),
                inbox: Inbox())
            #expect(ended.machine.state.phase == .ended(.succeeded), "after \(good) appends")
            let all = try await memory.records(of: Self.run)
            for posted in try await memory.messages(of: Self.run, after: 0) {
                let heard = all.filter { $0.detail == posted.message.person }
                #expect(heard.count == 1)
                #expect(posted.outcome == heard.first.map { .accepted(sequence: $0.sequence) })
            }
        }
    }

    @Test func whatWaitedForADeadRunIsHeardBeforeAnythingIsDone() async throws {
        let (store, adapter) = (MemoryStore(), ModelAdapter())
        let epoch = try await store.create(ExecutorTests.header())
        var session = ExecutorTests.fresh(Self.plan())
        var batch = SessionBatch()
        session.accept(.started(.planned), at: .zero, into: &batch)
        for person in [1, 2] as [UInt8] {
            session.accept(
                .answered(Self.go, Answer(person: person, roles: 1, isGranted: true)), at: .zero, into: &batch)
        }
        try await store.append(batch.records, to: Self.run, epoch: epoch)
        store.abandon(Self.run)
        _ = try await store.send(Self.message(.ordered(.pause), reason: "not now"), to: Self.run)
        let next = try await store.takeOver(Self.run)
        let rested = try await ExecutorTests.executor(adapter, store, WallTimekeeper()).execute(
            session, run: Self.run, epoch: next, first: Arrival(.resumed), inbox: Inbox())
        #expect(rested.machine.state.phase == .paused)
        #expect(adapter.performed.isEmpty)
        let records = try await store.records(of: Self.run).suffix(2)
        #expect(records.map(\.event) == [.resumed, .ordered(.pause)])
    }
}
