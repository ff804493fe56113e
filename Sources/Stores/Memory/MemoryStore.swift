package import Engine
package import Runbook
import Synchronization

/// Runs in memory: for rehearsals, tests and figures. The same rules as the durable store; what it keeps dies with it.
package final class MemoryStore: RunStore {
    private final class Run {
        let header: RunHeader
        var status = RunStatus.running
        var ended: Milliseconds?
        var truth = ""
        var epoch: Epoch
        var isAttended = true
        var records = RecordPages()
        var messages: [PostedMessage] = []

        init(_ header: RunHeader, _ epoch: Epoch) {
            self.header = header
            self.epoch = epoch
        }

        func answer(_ reply: MessageReply) {
            guard let index = messages.firstIndex(where: { $0.number == reply.number }), messages[index].outcome == nil
            else { return }
            messages[index].outcome = reply.outcome
        }

        func end(_ succession: Succession) {
            records.append([succession.record])
            (status, truth, ended, isAttended) = (.stopped, succession.truth, succession.record.time, false)
            refuseOpenMessages()
        }

        func refuseOpenMessages() {
            for index in messages.indices where messages[index].outcome == nil {
                messages[index].outcome = .refused(why: StoreWords.endedUnheard)
            }
        }
    }

    private struct Contents {
        var runs: [String: Run] = [:]
        var order: [String] = []
        /// Claim to the run that holds it.
        var claims: [String: String] = [:]
        /// By environment.
        var standings: [String: Standing] = [:]
        private var latestEpoch: Int64 = 0
        /// The run that was asked for last is asked for again.
        private var recent: Run?

        /// The run that gives way, if it can.
        mutating func check(_ succession: Succession?) throws(StoreError) -> Run? {
            guard let succession else { return nil }
            guard let entry = entry(of: succession.run) else { throw .noSuchRun(succession.run) }
            try MemoryStore.check(entry, succession.run, succession.epoch)
            guard succession.record.sequence == Int64(entry.records.count + 1) else {
                throw .brokenChain(run: succession.run, sequence: succession.record.sequence)
            }
            return entry
        }

        mutating func entry(of run: String) -> Run? {
            if let recent, recent.header.run == run { return recent }
            recent = runs[run]
            return recent
        }

        /// Above that of every run: whoever has a region now has a higher one than whoever had it before.
        mutating func nextEpoch() -> Epoch {
            latestEpoch += 1
            return Epoch(rawValue: latestEpoch)
        }
    }

    private let contents = Mutex(Contents())

    package init() {}

    package var executor: (any TaskExecutor)? { nil }

    package func create(
        _ header: RunHeader, succeeding succession: Succession?
    ) async throws(StoreError) -> Epoch {
        try change { contents throws(StoreError) in
            guard contents.runs[header.run] == nil else { throw .unavailable(StoreWords.taken(header.run)) }
            let superseded = try contents.check(succession)
            for claim in header.claims {
                guard let holder = contents.claims[claim], holder != superseded?.header.run else { continue }
                throw .claimed(by: holder, claim: claim)
            }
            if let succession { superseded?.end(succession) }
            for claim in superseded?.header.claims ?? [] { contents.claims[claim] = nil }
            for claim in header.claims { contents.claims[claim] = header.run }
            let run = Run(header, contents.nextEpoch())
            contents.runs[header.run] = run
            contents.order.append(header.run)
            return run.epoch
        }
    }

    package func takeOver(_ run: String) async throws(StoreError) -> Epoch {
        try change { contents throws(StoreError) in
            guard let entry = contents.runs[run] else { throw .noSuchRun(run) }
            guard !entry.status.isEnd else { throw .alreadyEnded(run) }
            guard !entry.isAttended else { throw .attended(run: run) }
            entry.isAttended = true
            (entry.status, entry.ended, entry.truth) = (.running, nil, "")
            entry.epoch = contents.nextEpoch()
            return entry.epoch
        }
    }

    package func lease(of run: String, epoch: Epoch) -> (any RunLease)? { nil }

    package func time(in run: String, speed: Double) async throws(StoreError) -> Milliseconds? { nil }

    package func append(
        _ records: [JournalRecord], answering replies: [MessageReply], to run: String, epoch: Epoch
    ) async throws(StoreError) {
        try change(run) { entry throws(StoreError) in
            try MemoryStore.check(entry, run, epoch)
            for (next, record) in zip(Int64(entry.records.count + 1)..., records) where record.sequence != next {
                throw .brokenChain(run: run, sequence: record.sequence)
            }
            entry.records.append(records)
            for reply in replies { entry.answer(reply) }
        }
    }

    package func conclude(
        _ run: String, epoch: Epoch, status: RunStatus, truth: String, at time: Milliseconds
    ) async throws(StoreError) {
        let ended = try change(run) { entry throws(StoreError) -> RunHeader? in
            try MemoryStore.check(entry, run, epoch)
            entry.status = status
            entry.truth = truth
            entry.ended = status.isEnd ? time : nil
            if status != .running { entry.isAttended = false }
            if status.isEnd { entry.refuseOpenMessages() }
            return status.isEnd ? entry.header : nil
        }
        guard let ended else { return }
        contents.withLock { contents in for claim in ended.claims { contents.claims[claim] = nil } }
    }

    package func standing(of environment: String) async throws(StoreError) -> Standing {
        contents.withLock { $0.standings[environment] ?? Standing() }
    }

    package func remember(_ change: StandingChange, of run: String, epoch: Epoch) async throws(StoreError) {
        try self.change { contents throws(StoreError) in
            guard let entry = contents.entry(of: run) else { throw .noSuchRun(run) }
            try MemoryStore.check(entry, run, epoch)
            contents.standings[entry.header.environment, default: Standing()].apply(change)
        }
    }

    package func forget(_ environment: String) async throws(StoreError) {
        contents.withLock { $0.standings[environment] = nil }
    }

    package func records(of run: String) async throws(StoreError) -> [JournalRecord] {
        try change(run) { entry throws(StoreError) in entry.records.all }
    }

    package func records(of run: String, after sequence: Int64) async throws(StoreError) -> [JournalRecord] {
        try change(run) { entry throws(StoreError) in Array(entry.records.all.dropFirst(Int(sequence))) }
    }

    package func send(_ message: OperatorMessage, to run: String) async throws(StoreError) -> Int64 {
        try change(run) { entry throws(StoreError) in
            guard !entry.status.isEnd else { throw .alreadyEnded(run) }
            let number = Int64(entry.messages.count + 1)
            entry.messages.append(PostedMessage(number: number, message: message))
            return number
        }
    }

    package func messages(of run: String, after number: Int64) async throws(StoreError) -> [PostedMessage] {
        contents.withLock { contents in contents.runs[run]?.messages.filter { $0.number > number } ?? [] }
    }

    package func summary(of run: String) async throws(StoreError) -> RunSummary {
        try change(run) { entry throws(StoreError) in MemoryStore.summary(entry) }
    }

    package func runs() async throws(StoreError) -> [RunSummary] {
        contents.withLock { contents in
            contents.order.reversed().compactMap { contents.runs[$0].map(MemoryStore.summary) }
        }.sorted { $0.header.started > $1.header.started }
    }

    /// As if the executor of a run had died.
    package func abandon(_ run: String) {
        contents.withLock { $0.runs[run]?.isAttended = false }
    }

    private static func check(_ entry: Run, _ run: String, _ epoch: Epoch) throws(StoreError) {
        guard entry.epoch == epoch else { throw .superseded(run: run) }
        guard !entry.status.isEnd else { throw .alreadyEnded(run) }
    }

    private static func summary(_ entry: Run) -> RunSummary {
        RunSummary(
            header: entry.header, status: entry.status, ended: entry.ended, truth: entry.truth,
            isAttended: entry.isAttended)
    }

    private func change<Value>(
        _ body: (inout Contents) throws(StoreError) -> sending Value
    ) throws(StoreError) -> sending Value {
        try contents.withLock { contents throws(StoreError) in try body(&contents) }
    }

    private func change<Value: Sendable>(
        _ run: String, _ body: (Run) throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        try contents.withLock { contents throws(StoreError) in
            guard let entry = contents.entry(of: run) else { throw .noSuchRun(run) }
            return try body(entry)
        }
    }
}
