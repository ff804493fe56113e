import Engine
import Logging
import Runbook
import RunbookCompiler
import Switchyard

/// What the verbs have in common: tell a run something, say what became of it, and execute the run when nobody else does.
struct OperatorCounter {
    var storage: StoreOptions
    /// Of the verbs that take a run over.
    var execution: ExecutionOptions?
    var log: Logger

    func open(_ given: String) async throws(OrchestratorError) -> ResumableRun {
        let id = try await History.id(given, in: storage.store)
        var request = RunRequest(runbook: id)
        request.store = storage.store
        request.speed = execution?.speed.factor ?? 1
        return try await ResumableRun.load(id, request, store: Composition.store(in: storage.store), log: log)
    }

    private func desk(_ run: ResumableRun) -> OperatorDesk { OperatorDesk(run, person: person(run)) }

    private func person(_ run: ResumableRun) -> String { run.runner.prepared.request.initiator }

    /// The approval of a step, answered by the person at hand.
    func question(_ step: String, of run: ResumableRun) throws(OrchestratorError) -> ApprovalQuestion {
        let node = try run.node(named: step)
        let prepared = run.runner.prepared
        let question = ApprovalQuestion(node, run.session, environment: prepared.environment, person: person(run))
        guard let question else {
            throw OrchestratorError(
                .unusable, "\(step) of \(run.header.run) asks nobody",
                help: "Its approvals are in \"switchyard show \(run.header.run)\"")
        }
        if let objection = question.objection { throw OrchestratorError(.refused, objection) }
        return question
    }

    /// Tells a run something that makes it go: a living executor does, and otherwise this process.
    func order(
        _ order: Order, of run: ResumableRun, because reason: String?, detached: Bool
    ) async throws(OrchestratorError) {
        let desk = desk(run)
        try await refuseUnlessTaken(.ordered(order), run, desk)
        let message = try await desk.send(.ordered(order), reason: reason ?? "")
        while true {
            let receipt = try await desk.receipt(for: message)
            guard case .waiting = receipt else { return try await leave(receipt, run) }
            if detached { return try await detach(run) }
            do throws(OrchestratorError) {
                try await takeOver(run, by: person(run))
            } catch {
                // Somebody else was faster, and hears the message.
                guard error.kind == .busy else { throw error }
            }
        }
    }

    /// Tells a run something that it takes up when it is executed: now, or when somebody resumes it.
    func note(_ event: Event, for run: ResumableRun, because reason: String?) async throws(OrchestratorError) {
        let desk = desk(run)
        try await refuseUnlessTaken(event, run, desk)
        let message = try await desk.send(event, reason: reason ?? "")
        let receipt = try await desk.receipt(for: message)
        guard case .waiting = receipt, desk.isHeardAtRest(event) else { return try await leave(receipt, run) }
        let (taken, epoch) = try await run.takeOver()
        _ = try await taken.runner.resume(
            taken.session, taken.header, epoch: epoch, by: person(run), observer: NoObserver(), inbox: Inbox())
        try await leave(try await desk.receipt(for: message), run)
    }

    /// Makes a run go on, if it only has to be told so or has been told something else.
    func resume(_ run: ResumableRun, because reason: String?, detached: Bool) async throws(OrchestratorError) {
        let machine = run.session.machine
        let goesOn = OpenVerbs.goesOnByItself(machine)
        if machine.state.phase == .held, !goesOn, try await !desk(run).hasMail() {
            Output.write(
                "\(CauseText.phase(machine.state, machine.plan).printable)\n" + RunReport.verbs(run.header.run, machine)
            )
            Output.exit(.held)
        }
        if detached { return try await detach(run, because: reason) }
        let detail = RunSession.detail(of: person(run), reason ?? "")
        let order = goesOn ? [Arrival(.ordered(.proceed), detail: detail, from: Sender(person(run)))] : []
        try await takeOver(run, by: detail, order)
    }

    private func detach(_ run: ResumableRun, because reason: String? = nil) async throws(OrchestratorError) {
        try await Detachment.resume(run.header.run, because: reason, in: storage.store, execution, log)
    }

    /// Executes the run until it rests, and ends with its exit code.
    /// - Parameter detail: who takes it up, and why.
    private func takeOver(
        _ run: ResumableRun, by detail: String, _ next: [Arrival] = []
    ) async throws(OrchestratorError) {
        let (run, epoch) = try await run.takeOver()
        let director = RunDirector(
            prepared: run.runner.prepared, header: run.header, look: execution?.look ?? .plain,
            saysYes: execution?.yes ?? false, log: log)
        director.announce()
        let end = try await director.conduct(past: run.records) { observer, inbox throws(OrchestratorError) in
            try await run.runner.resume(
                run.session, run.header, epoch: epoch, by: detail, next: next, observer: observer, inbox: inbox)
        }
        Output.exit(director.report(end))
    }

    /// A run that nobody executes is as its journal says, so what it would refuse need not be sent.
    private func refuseUnlessTaken(
        _ event: Event, _ run: ResumableRun, _ desk: OperatorDesk
    ) async throws(OrchestratorError) {
        guard try await !desk.isAttended(), let refusal = desk.objection(to: event) else { return }
        refuse(refusal.sentence, run, run.session.machine)
    }
}

extension OperatorCounter {
    private func leave(_ receipt: Receipt, _ run: ResumableRun) async throws(OrchestratorError) {
        let id = run.header.run
        switch receipt {
        case .accepted(_, let record):
            Output.write("\(id) does so; it is record \(record) of its journal\n")
        case .refused(let why):
            refuse(why, run, (try? await open(id))?.session.machine)
        case .waiting(let message):
            Output.write(
                "nobody executes \(id): it hears this, message \(message), before anything else when it goes on with "
                    + "\"switchyard resume \(id)\"\n")
        case .unanswered(let message):
            Output.complain(
                "the executor of \(id) has not answered; it hears this, message \(message), once it goes on. "
                    + "\"switchyard show \(id)\" says what became of it\n")
            Output.exit(.failed)
        }
        Output.exit(.success)
    }

    private func refuse(_ why: String, _ run: ResumableRun, _ machine: RunMachine?) -> Never {
        let error = OrchestratorError(.refused, "\(run.header.run) does not do that: \(why)")
        ErrorReport.print(error)
        if let machine { Output.complain(RunReport.verbs(run.header.run, machine)) }
        Output.exit(ErrorReport.status(of: error))
    }
}
