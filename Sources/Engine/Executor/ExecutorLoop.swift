import Logging
import Runbook
import RunbookCompiler
import World

/// The owner of a session while it is executed.
struct ExecutorLoop {
    private(set) var session: RunSession
    private let executor: Executor
    private let run: String
    private let epoch: Epoch
    private let inbox: Inbox
    private let gateQueries: [[MetricQuery]]
    private var arrivals: [Arrival] = []
    private var batch = SessionBatch()
    private var isSuperseded = false
    /// The moment for which a sleeper has been sent off.
    private var alarm: Milliseconds?
    /// Effects on their way, by node.
    private var attempts: [NodeID: Attempt] = [:]
    /// Obligations that the store is known to have; nil when another executor may not have come to it.
    private var remembered: Obligations?
    private static let grace = Duration.seconds(5)
    /// What has arrived together shares a commit, but the first of very many need not wait for the last.
    private static let mostInOneCommit = 128

    init(executor: Executor, session: RunSession, run: String, epoch: Epoch, inbox: Inbox) {
        self.executor = executor
        self.session = session
        self.run = run
        self.epoch = epoch
        self.inbox = inbox
        gateQueries = session.machine.plan.gates.map(GateEvaluator.queries)
    }

    var isAtRest: Bool { session.machine.state.phase.isAtRest }

    /// Until the session rests or the executor may not go on.
    mutating func run(
        _ opening: [Arrival], _ group: inout DiscardingTaskGroup
    ) async -> Result<RunSession, ExecutorError> {
        if case .ended = session.machine.state.phase { return .success(session) }
        do throws(ExecutorError) {
            try await begin(opening, &group)
            while !isAtRest { try await turn(&group) }
            return .success(session)
        } catch {
            return .failure(error)
        }
    }

    /// What waits to be heard is heard before anything is done.
    private mutating func begin(_ opening: [Arrival], _ group: inout DiscardingTaskGroup) async throws(ExecutorError) {
        if case .started(_, let owing) = opening.first?.event { remembered = owing }
        for arrival in opening { accept(arrival, at: executor.timekeeper.now) }
        try await journal()
        perform(&group)
    }

    /// Waits for news, takes in all there is, makes it durable, and does what follows.
    private mutating func turn(_ group: inout DiscardingTaskGroup) async throws(ExecutorError) {
        isSuperseded = inbox.drain(into: &arrivals)
        if arrivals.isEmpty, !isSuperseded { try await sleep(&group) }
        if isSuperseded { throw .superseded }
        var rest = arrivals[...]
        repeat {
            let now = executor.timekeeper.now
            session.fireDueTimers(at: now, into: &batch)
            for arrival in rest.prefix(ExecutorLoop.mostInOneCommit) { accept(arrival, at: now) }
            rest = rest.dropFirst(ExecutorLoop.mostInOneCommit)
            try await journal()
            perform(&group)
        } while !rest.isEmpty
        arrivals.removeAll(keepingCapacity: true)
    }

    private mutating func sleep(_ group: inout DiscardingTaskGroup) async throws(ExecutorError) {
        if let deadline = session.nextDeadline {
            guard deadline > executor.timekeeper.now else { return }
            if alarm.map({ $0 > deadline || $0 <= executor.timekeeper.now }) ?? true {
                alarm = deadline
                let (timekeeper, inbox) = (executor.timekeeper, inbox)
                group.addTask {
                    await timekeeper.sleep(until: deadline)
                    inbox.wake()
                }
            }
        }
        await inbox.wait()
        isSuperseded = inbox.drain(into: &arrivals)
    }

    private mutating func accept(_ arrival: Arrival, at now: Milliseconds) {
        let event = arrival.sender.map { session.event(arrival.event, from: $0) } ?? arrival.event
        let refusal = session.accept(event, detail: arrival.detail, at: now, into: &batch)
        if let sender = arrival.sender { reply(to: sender, refusal) }
        if let refusal {
            executor.log.debug("refused", metadata: ["event": "\(event)", "why": "\(refusal.sentence)"])
        } else if case .finished(let node, _, _) = arrival.event, !attempts.isEmpty {
            attempts[node] = nil
        }
    }

    private mutating func reply(to sender: Sender, _ refusal: Refusal?) {
        if let message = sender.message {
            let outcome = refusal.map { MessageReply.Outcome.refused(why: $0.sentence) }
            batch.replies.append(
                MessageReply(number: message, outcome: outcome ?? .accepted(sequence: session.sequence)))
        }
        sender.isTold(refusal)
    }

    private mutating func journal() async throws(ExecutorError) {
        guard !batch.records.isEmpty || !batch.replies.isEmpty else { return }
        do throws(StoreError) {
            try await executor.store.append(batch.records, answering: batch.replies, to: run, epoch: epoch)
        } catch {
            throw .store(error)
        }
        batch.replies.removeAll()
        guard !batch.records.isEmpty else { return }
        executor.observer.recorded(batch.records, session)
        batch.records.removeAll(keepingCapacity: true)
        if session.machine.state.obligations != remembered { try await remember() }
    }

    /// What is left unfenced outlives the run from before it is so.
    private mutating func remember() async throws(ExecutorError) {
        let (known, owed) = (remembered ?? Obligations(), session.machine.state.obligations)
        remembered = owed
        let change = StandingChange(from: known, to: owed, session.plan.topology)
        guard !change.isEmpty else { return }
        do throws(StoreError) {
            try await executor.store.remember(change, of: run, epoch: epoch)
        } catch {
            throw .store(error)
        }
    }

    private mutating func perform(_ group: inout DiscardingTaskGroup) {
        for command in batch.work {
            executor.log.trace("command", metadata: ["command": "\(command)"])
            switch command {
            case .observe(let node, let token): observe(node, token, &group)
            case .perform(let node, let token): apply(node, token)
            case .sample(let sampler): sample(sampler, &group)
            case .ask(let node): executor.observer.asked(node, session)
            case .startTimer, .cancelTimer, .stopClock, .startClock, .rest: break
            }
        }
        batch.work.removeAll(keepingCapacity: true)
    }

    /// What is in doubt is looked at only after its attempt can change nothing any more.
    private mutating func observe(_ node: NodeID, _ token: Token, _ group: inout DiscardingTaskGroup) {
        let (adapters, attempt) = (executor.adapters, attempts.removeValue(forKey: node))
        let unknown = Arrival(
            .observed(node, token, WorldState(unknownIn: session.machine.plan.topology)),
            detail: "no answer within \(Question.limit)")
        Question.ask(inbox, &group, otherwise: unknown) {
            await attempt?.stop(within: ExecutorLoop.grace)
            return Arrival(.observed(node, token, await adapters.observe()))
        }
    }

    private mutating func apply(_ node: NodeID, _ token: Token) {
        guard let assignment = session.assignment(for: node, token, run: run, epoch: epoch) else { return }
        let attempt = Attempt(assignment, node, token, executor.adapters, inbox)
        if !attempt.isOver { attempts[node] = attempt }
    }

    /// Ends whatever is still on its way, so that nothing acts after the executor has returned.
    func stopAttempts() async {
        for attempt in attempts.values { await attempt.stop(within: ExecutorLoop.grace) }
    }

    private func sample(_ sampler: Int, _ group: inout DiscardingTaskGroup) {
        let (adapters, timekeeper) = (executor.adapters, executor.timekeeper)
        let gateIndex = session.machine.plan.samplers[sampler].gate
        let (gate, queries) = (session.machine.plan.gates[gateIndex], gateQueries[gateIndex])
        let (topology, mode, settledAt) = (session.machine.plan.topology, session.machine.state.mode, session.settledAt)
        let unknown = Arrival(.sampled(sampler, .unknown), detail: "no answer within \(Question.limit)")
        Question.ask(inbox, &group, otherwise: unknown) {
            let measurements = await adapters.measure(queries)
            let evaluator = GateEvaluator(topology: topology, mode: mode, now: timekeeper.now, settledAt: settledAt)
            let reading = evaluator.read(gate, measurements)
            return Arrival(.sampled(sampler, reading.verdict), detail: reading.detail)
        }
    }
}
