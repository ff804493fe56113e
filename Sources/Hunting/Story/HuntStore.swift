import Engine
import Runbook
import Stores

/// The store as one incarnation reaches it.
struct HuntStore: RunStore {
    let memory: MemoryStore
    let story: Story
    let lifeline: Lifeline

    private static let dead = StoreError.unavailable("the executor is dead")
    private static let full = StoreError.unavailable("disk full")

    var executor: (any TaskExecutor)? { nil }

    func append(
        _ records: [JournalRecord], answering replies: [MessageReply], to run: String, epoch: Epoch
    ) async throws(StoreError) {
        guard await story.cross(.beforeAppend, lifeline) else { throw HuntStore.dead }
        switch story.outcome(of: .append) {
        case .works: try await memory.append(records, answering: replies, to: run, epoch: epoch)
        case .isLost: throw HuntStore.full
        case .isKept:
            try await memory.append(records, answering: replies, to: run, epoch: epoch)
            story.journaled(records, by: epoch)
            throw HuntStore.full
        }
        story.journaled(records, by: epoch)
        guard await story.cross(.afterAppend, lifeline) else { throw HuntStore.dead }
    }

    func conclude(
        _ run: String, epoch: Epoch, status: RunStatus, truth: String, at time: Milliseconds
    ) async throws(StoreError) {
        guard await story.cross(.beforeConclusion, lifeline) else { throw HuntStore.dead }
        try await attempt(.conclude) { () throws(StoreError) in
            try await memory.conclude(run, epoch: epoch, status: status, truth: truth, at: time)
        }
        guard await story.cross(.afterConclusion, lifeline) else { throw HuntStore.dead }
    }

    func remember(_ change: StandingChange, of run: String, epoch: Epoch) async throws(StoreError) {
        guard await lifeline.pass() else { throw HuntStore.dead }
        try await attempt(.remember) { () throws(StoreError) in
            try await memory.remember(change, of: run, epoch: epoch)
        }
    }

    /// A change that may fail, done or not.
    private func attempt(_ call: StoreCall, _ body: () async throws(StoreError) -> Void) async throws(StoreError) {
        let outcome = story.outcome(of: call)
        if outcome != .isLost { try await body() }
        if outcome != .works { throw HuntStore.full }
    }

    func lease(of run: String, epoch: Epoch) -> (any RunLease)? { story.lease(lifeline) }

    func time(in run: String, speed: Double) async throws(StoreError) -> Milliseconds? { nil }

    func waitForMessages(of run: String) async {
        await story.news(lifeline).waitOrCancel()
        // Whoever is dead asks again and again until it is told to end.
        guard !lifeline.isAlive else { return }
        let later = Signal()
        story.scheduler.after(Milliseconds(1)) { later.raise() }
        await later.waitOrCancel()
    }

    func messages(of run: String, after number: Int64) async throws(StoreError) -> [PostedMessage] {
        guard await lifeline.pass() else { throw HuntStore.dead }
        guard story.outcome(of: .messages) == .works else {
            // A real store is asked again soon, whether or not there is news.
            story.scheduler.after(Milliseconds(50)) { story.callMailboxes() }
            throw HuntStore.full
        }
        return try await memory.messages(of: run, after: number)
    }

    func send(_ message: OperatorMessage, to run: String) async throws(StoreError) -> Int64 {
        try await memory.send(message, to: run)
    }
    func create(_ header: RunHeader, succeeding succession: Succession?) async throws(StoreError) -> Epoch {
        try await memory.create(header, succeeding: succession)
    }
    func takeOver(_ run: String) async throws(StoreError) -> Epoch { try await memory.takeOver(run) }
    func standing(of environment: String) async throws(StoreError) -> Standing {
        try await memory.standing(of: environment)
    }
    func forget(_ environment: String) async throws(StoreError) { try await memory.forget(environment) }
    func records(of run: String) async throws(StoreError) -> [JournalRecord] { try await memory.records(of: run) }
    func records(of run: String, after sequence: Int64) async throws(StoreError) -> [JournalRecord] {
        try await memory.records(of: run, after: sequence)
    }
    func summary(of run: String) async throws(StoreError) -> RunSummary {
        guard story.outcome(of: .summary) == .works else {
            story.scheduler.after(Milliseconds(50)) { story.callMailboxes() }
            throw HuntStore.full
        }
        return try await memory.summary(of: run)
    }
    func runs() async throws(StoreError) -> [RunSummary] { try await memory.runs() }
}
