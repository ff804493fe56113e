package import Runbook
package import RunbookCompiler

/// A run in progress without its surroundings: the machine, its timers, and the numbering of its records.
///
/// Executor, rehearsal and replay drive the same session; only who answers its commands differs.
package struct RunSession: Sendable {
    package private(set) var machine: RunMachine
    package private(set) var sequence: Int64 = 0
    package private(set) var lastTime = Milliseconds.zero
    /// When real traffic will have followed the last shift.
    package private(set) var settledAt: Milliseconds?
    /// People in the order in which they appear; the initiator is the first.
    package private(set) var people: [String]
    private var timers = TimerQueue()
    private var commands: [Command] = []
    private let settleTime: Milliseconds

    package init(plan: Plan, initiator: String, settleTime: Milliseconds) {
        machine = RunMachine(plan: plan)
        people = [initiator]
        self.settleTime = settleTime
    }

    package var plan: Plan { machine.plan }

    /// When the session next wants to hear of the time.
    package var nextDeadline: Milliseconds? {
        mutating get { timers.next }
    }

    /// Takes an event in. A refused one leaves no trace.
    @discardableResult
    package mutating func accept(
        _ event: Event, detail: String = "", at now: Milliseconds, into batch: inout SessionBatch
    ) -> Refusal? {
        commands.removeAll(keepingCapacity: true)
        let time = max(now, lastTime)
        do throws(Refusal) {
            try machine.handle(event, into: &commands)
        } catch {
            return error
        }
        sequence += 1
        lastTime = time
        let record = JournalRecord(sequence: sequence, time: time, event: event, detail: detail)
        batch.records.append(record)
        meet(record)
        for command in commands where !keep(command, at: time) { batch.work.append(command) }
        note(event, at: time)
        return nil
    }

    /// Tells the machine of each timer that is due.
    package mutating func fireDueTimers(at now: Milliseconds, into batch: inout SessionBatch) {
        while let timer = timers.popDue(at: now) { accept(.timerFired(timer), at: now, into: &batch) }
    }

    /// Takes a record in as it was once accepted; its commands were carried out or are owed to `Event.resumed`.
    package mutating func replay(_ record: JournalRecord) throws(Refusal) {
        commands.removeAll(keepingCapacity: true)
        if case .timerFired(let timer) = record.event { timers.cancel(timer) }
        try machine.handle(record.event, into: &commands)
        sequence = record.sequence
        lastTime = record.time
        for command in commands { _ = keep(command, at: record.time) }
        note(record.event, at: record.time)
        meet(record)
    }

    private mutating func meet(_ record: JournalRecord) {
        guard case .answered(_, let answer) = record.event else { return }
        while people.count <= Int(answer.person) { people.append(RunSession.name(in: record.detail)) }
    }

    /// Whether a command was about time, which the session keeps.
    private mutating func keep(_ command: Command, at now: Milliseconds) -> Bool {
        switch command {
        case .startTimer(let timer, let length): timers.start(timer, at: now + length)
        case .cancelTimer(let timer): timers.cancel(timer)
        case .stopClock: timers.stop(at: now)
        case .startClock: timers.resume(at: now)
        case .observe, .perform, .sample, .ask, .rest: return false
        }
        return true
    }

    /// Real traffic follows a shift, forward or back, only after a while.
    private mutating func note(_ event: Event, at now: Milliseconds) {
        switch event {
        case .finished(let node, _, _), .observed(let node, _, _):
            guard machine.plan.isShift(node) else { return }
            switch machine.state.nodes[node.index].status {
            case .done, .undone: settledAt = now + settleTime
            default: break
            }
        default: break
        }
    }
}
