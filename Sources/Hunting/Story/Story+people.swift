import Engine
import Runbook
import RunbookCompiler
import Stores

/// What people say to the run: to its executor, or by leaving it in the store.
extension Story {
    func asked(_ node: NodeID, _ incarnation: Incarnation) {
        let fate = script.answers[counts.question] ?? .granted
        counts.question += 1
        guard case .approval(let index) = specimen.plan.nodes[node.index].kind else { return }
        var dice = Dice(seed, .answer, counts.question)
        for visit in People.visits(to: specimen.plan.approvals[index], fate, &dice) {
            scheduler.after(visit.comes) { [self] in
                let answer = answer(visit, node)
                scheduler.after(visit.thinks) { self.say(answer, visit, node, incarnation) }
            }
        }
    }

    /// What a person answers who looks at the regions now.
    private func answer(_ visit: Visit, _ node: NodeID) -> Answer {
        let seen = visit.isGranted && visit.looks ? scene.fold.terms(of: node, in: world.view()) : nil
        return Answer(person: visit.number, roles: visit.roles, isGranted: visit.isGranted, seen: seen)
    }

    private func say(_ answer: Answer, _ visit: Visit, _ node: NodeID, _ incarnation: Incarnation) {
        let event = Event.answered(node, answer)
        switch visit.way {
        case .store: send(event, from: visit.person)
        case .otherPlan: send(event, from: visit.person, planDigest: "another")
        case .executor:
            guard incarnation.lifeline.isAlive else { return }
            incarnation.inbox.post(
                Arrival(
                    event, detail: RunSession.detail(of: visit.person, "answered"),
                    from: Sender(visit.person, seeing: world.view())))
        case .bare:
            guard incarnation.lifeline.isAlive else { return }
            incarnation.inbox.post(event, detail: RunSession.detail(of: visit.person, "answered"))
        }
    }

    /// Of a held run whose approvals have expired: people look again and mostly approve what they see.
    func approveAnew() -> Bool {
        let machine = scene.fold
        var hasSpoken = false
        for index in specimen.plan.nodes.indices {
            guard case .approval(let approval) = specimen.plan.nodes[index].kind, machine.state.expired[approval] != nil
            else { continue }
            counts.anew += 1
            var dice = Dice(seed, .anew, counts.anew)
            guard dice.chance(75) else { continue }
            coverage.count("approved anew")
            hasSpoken = true
            for var visit in People.visits(to: specimen.plan.approvals[approval], .granted, &dice) {
                visit.looks = true
                send(.answered(NodeID(index), answer(visit, NodeID(index))), from: visit.person)
            }
        }
        return hasSpoken
    }

    /// Leaves a message for the run in the store.
    func send(_ event: Event, from person: String, planDigest: String = "") {
        let message = OperatorMessage(
            event: event, person: person, reason: "", time: scheduler.now, planDigest: planDigest)
        scheduler.start { [self] in
            guard (try? await memory.send(message, to: Story.run)) != nil else { return }
            if case .answered = event { coverage.count("answer through the store") }
            if case .ordered = event { coverage.count("order through the store") }
            callMailboxes()
        }
    }

    func callMailboxes() {
        for signal in mailboxes { signal.raise() }
        mailboxes.removeAll()
    }

    /// Raised when there is a message, or the incarnation is dead.
    func news(_ lifeline: Lifeline) -> Signal {
        let signal = lifeline.signal()
        mailboxes.append(signal)
        return signal
    }
}
