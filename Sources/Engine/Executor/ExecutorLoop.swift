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
    private let performers: Performers
    private let isTraced: Bool
    private let gateQueries: [[MetricQuery]]
    private var arrivals: [Arrival] = []
    /// How many of the arrivals have been taken in.
    private var taken = 0
    private var batch = SessionBatch()
    /// The sleeper who has been sent off last.
    private var alarm: Alarm?
    /// Effects on their way, by node.
    private var attempts: [NodeID: Attempt] = [:]
    /// Attempts that nobody waits for any more and that may still act.
    private var givenUp: [Attempt] = []
    /// Obligations that the store is known to have; nil when another executor may not have come to it.
    private var remembered: Obligations?
    private static let grace = Milliseconds.seconds(5)
    /// What has arrived together shares a commit, but the first of very many need not wait for the last.
    private static let mostInOneCommit = 128

    init(executor: Executor, session: RunSession, run: String, epoch: Epoch, inbox: Inbox) {
        self.executor = executor
        self.session = session
        self.run = run
        self.epoch = epoch
        self.inbox = inbox
        performers = Performers(executor.adapters, for: session.plan)
        isTraced = executor.log.logLevel <= .trace
        gateQueries = session.machine.plan.gates.map(GateEvaluator.queries)
    }

    var isAtRest: Bool { session.machine.state.phase.isAtRest }

    private var isEnded: Bool { session.machine.state.phase.isEnded }

    /// Until the session rests or the executor may not go on: makes what was decided durable, does what follows, and
    /// takes in what has arrived meanwhile.
    /// - Parameter opening: heard before anything is done.
    mutating func run(
        _ opening: [Arrival], _ group: inout DiscardingTaskGroup
    ) async -> Result<RunSession, ExecutorError> {
        if isEnded { return .success(session) }
        let (store, observer, timekeeper) = (executor.store, executor.observer, executor.timekeeper)
        let lease = store.lease(of: run, epoch: epoch)
        if let lease { keep(lease, &group) }
        if case .started(_, let owing) = opening.first?.event { remembered = owing }
        for arrival in opening { accept(arrival, at: timekeeper.now) }
        while true {
            if !batch.records.isEmpty || !batch.replies.isEmpty {
                do throws(StoreError) {
                    try await store.append(batch.records, answering: batch.replies, to: run, epoch: epoch)
                    if session.machine.state.obligations != remembered { try await remember(in: store) }
                } catch {
                    return .failure(.store(error))
                }
                if !batch.records.isEmpty { observer.recorded(batch.records, session) }
                batch.records.removeAll(keepingCapacity: true)
                batch.replies.removeAll()
            }
            if !givenUp.isEmpty, !batch.work.isEmpty { await stopGivenUp() }
            if !batch.work.isEmpty, let lease, !lease.isCertain {
                // Whoever slept past its lease finds out here whether somebody else has the run.
                do throws(StoreError) {
                    try await lease.renew(at: timekeeper.now)
                } catch {
                    return .failure(.store(error))
                }
            }
            perform(&group)
            if arrivals.isEmpty {
                if isAtRest { return .success(session) }
                var isSuperseded = inbox.drain(into: &arrivals)
                if arrivals.isEmpty, !isSuperseded, mustWait(&group) {
                    await inbox.wait()
                    isSuperseded = inbox.drain(into: &arrivals)
                }
                if isSuperseded { return .failure(.superseded) }
            }
            takeIn(at: timekeeper.now)
        }
    }

    /// Renews the lease for as long as the loop runs. A renewal that fails for want of disk is tried again: what the
    /// loop itself appends tells the store's troubles soon enough.
    private func keep(_ lease: any RunLease, _ group: inout DiscardingTaskGroup) {
        let (timekeeper, inbox) = (executor.timekeeper, inbox)
        group.addTask {
            while true {
                do { try await lease.waitForRenewal() } catch { return }
                do throws(StoreError) {
                    try await lease.renew(at: timekeeper.now)
                } catch {
                    if case .superseded = error { return inbox.markSuperseded() }
                }
            }
        }
    }

    /// What has arrived together, as far as it shares a commit.
    private mutating func takeIn(at now: Milliseconds) {
        let known = session.sequence
        session.fireDueTimers(at: now, into: &batch)
        if session.sequence != known, !attempts.isEmpty { giveUpOverdue() }
        let end = min(arrivals.count, taken + ExecutorLoop.mostInOneCommit)
        for index in taken..<end { accept(arrivals[index], at: now) }
        taken = end
        if end == arrivals.count {
            arrivals.removeAll(keepingCapacity: true)
            taken = 0
        }
    }

    /// What is overdue and cannot be looked at: it is not to be sent any more, if it was not yet.
    private mutating func giveUpOverdue() {
        for (node, attempt) in attempts
        where isAtRest || !session.machine.mayHear(node, attempt.token) {
            attempt.cancel()
            givenUp.append(attempt)
            attempts[node] = nil
        }
    }

    /// Whether nothing is due yet; then somebody has been sent off to wake us in time.
    private mutating func mustWait(_ group: inout DiscardingTaskGroup) -> Bool {
        guard let deadline = session.nextDeadline else { return true }
        let now = executor.timekeeper.now
        guard deadline > now else { return false }
        if alarm.map({ $0.isOver || $0.moment > deadline }) ?? true {
            let (timekeeper, inbox, next) = (executor.timekeeper, inbox, Alarm(deadline))
            alarm = next
            group.addTask { await next.ring(inbox, by: timekeeper) }
        }
        return true
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

    /// What is left unfenced outlives the run, from before it is so.
    private mutating func remember(in store: any RunStore) async throws(StoreError) {
        let (known, owed) = (remembered ?? Obligations(), session.machine.state.obligations)
        remembered = owed
        let change = StandingChange(from: known, to: owed, session.plan.topology)
        if !change.isEmpty { try await store.remember(change, of: run, epoch: epoch) }
    }

    private mutating func perform(_ group: inout DiscardingTaskGroup) {
        for command in batch.work {
            if isTraced { executor.log.trace("command", metadata: ["command": "\(command)"]) }
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
        let (adapters, timekeeper) = (executor.adapters, executor.timekeeper)
        let parts = session.machine.plan.operation(of: node)?.sight ?? AdapterSet.allParts
        let attempt = attempts.removeValue(forKey: node)
        let unknown = Arrival(
            .observed(node, token, WorldState(unknownIn: session.machine.plan.topology)),
            detail: "no answer within \(Question.limit)")
        Question.ask(inbox, &group, by: timekeeper, otherwise: unknown) {
            await attempt?.stop(within: ExecutorLoop.grace, by: timekeeper)
            return Arrival(.observed(node, token, await adapters.observe(parts)))
        }
    }

    /// What was given up in the same turn, because its time was over too when the executor woke, is not sent any more;
    /// nor is anything once the run has ended.
    private mutating func apply(_ node: NodeID, _ token: Token) {
        guard !isEnded, session.machine.awaits(node, token) else { return }
        guard let effect = session.machine.effect(for: node) else { return }
        guard let adapter = performers.performer(of: effect) else {
            let detail = "no adapter plays \(effect.action)"
            return inbox.post(.finished(node, token, .notDone(.invalid)), detail: detail)
        }
        let attempt = Attempt(
            session.assignment(effect, for: node, token, run: run, epoch: epoch), node, token, adapter, inbox)
        attempt.start()
        if !attempt.isOver { attempts[node] = attempt }
    }

    /// Nothing follows an attempt that was given up while it may still act.
    private mutating func stopGivenUp() async {
        await stop(givenUp)
        givenUp.removeAll()
    }

    /// Ends whatever is still on its way, so that nothing acts after the executor has returned.
    func stopAttempts() async { await stop(givenUp + attempts.values) }

    private func stop(_ attempts: [Attempt]) async {
        for attempt in attempts { await attempt.stop(within: ExecutorLoop.grace, by: executor.timekeeper) }
    }

    private func sample(_ sampler: Int, _ group: inout DiscardingTaskGroup) {
        let (adapters, timekeeper) = (executor.adapters, executor.timekeeper)
        let gateIndex = session.machine.plan.samplers[sampler].gate
        let (gate, queries) = (session.machine.plan.gates[gateIndex], gateQueries[gateIndex])
        let (topology, mode, settledAt) = (session.machine.plan.topology, session.machine.state.mode, session.settledAt)
        let unknown = Arrival(.sampled(sampler, .unknown), detail: "no answer within \(Question.limit)")
        Question.ask(inbox, &group, by: timekeeper, otherwise: unknown) {
            let measurements = await adapters.measure(queries)
            let evaluator = GateEvaluator(topology: topology, mode: mode, now: timekeeper.now, settledAt: settledAt)
            let reading = evaluator.read(gate, measurements)
            return Arrival(.sampled(sampler, reading.verdict), detail: reading.detail)
        }
    }
}
