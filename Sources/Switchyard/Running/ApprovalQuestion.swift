package import Engine
package import Runbook
package import RunbookCompiler
package import World

/// A question that a run puts to people, with who may answer it.
package struct ApprovalQuestion: Sendable {
    package var node: NodeID
    package var step: String
    package var ask: String
    package var roles: [String]
    package var need: Int
    package var granted: Int
    package var within: Milliseconds
    /// Why the person at hand may not answer; nil when they may.
    package var objection: String?
    package let person: String
    private let ownRoles: UInt64
    private let machine: RunMachine

    package init?(_ node: NodeID, _ session: RunSession, environment: Environment, person: String) {
        let plan = session.plan
        guard case .approval(let index) = plan.nodes[node.index].kind else { return nil }
        let approval = plan.approvals[index]
        self.node = node
        self.person = person
        machine = session.machine
        step = plan.labels[node.index].id
        ask = approval.ask
        roles = plan.roles.indices.filter { approval.roles & (1 << UInt64($0)) != 0 }.map { plan.roles[$0] }
        need = Int(approval.need)
        granted = session.machine.state.grants[index].nonzeroBitCount
        within = approval.within
        let number = session.person(named: person)
        ownRoles = Self.roles(of: person, plan, environment)
        let isGranted = number < 64 && session.machine.state.grants[index] & (1 << UInt64(number)) != 0
        if approval.roles != 0, ownRoles & approval.roles == 0 {
            objection = "\(person) is in none of the roles that may answer (\(Truth.list(roles)))"
        } else if approval.notInitiator, number == 0 {
            objection = "\(person) started the run and may not answer this"
        } else if isGranted {
            objection = "\(person) has granted it already" + (granted < need ? "; somebody else is needed too" : "")
        }
    }

    /// The roles that may answer, or that anybody may.
    package var who: String { roles.isEmpty ? "anybody" : Truth.list(roles) }

    /// The numbers that the answer is about, as a world shows them.
    package func terms(in world: WorldState) -> ApprovalTerms { machine.terms(of: node, in: world) }

    /// What somebody wants to see who answers, a line each.
    package func facts(_ world: WorldState) -> [String] {
        ApprovalFacts.lines(world, machine.plan.topology) + [numbers(terms(in: world))].compactMap { $0 }
    }

    /// The numbers in words, if there are any.
    package func numbers(_ terms: ApprovalTerms) -> String? { ApprovalFacts.numbers(terms, of: node, machine) }

    /// What the person answers, having seen these numbers. The run gives the person their number.
    package func event(_ isGranted: Bool, seen: ApprovalTerms?) -> Event {
        .answered(
            node, Answer(person: 0, roles: ownRoles, isGranted: isGranted, seen: isGranted ? seen : nil))
    }

    /// The answer of a person in the executor's own process.
    /// - Parameters:
    ///   - world: the regions as they are when the answer is given.
    ///   - isTold: called with why it was refused, or nil.
    package func answer(
        _ isGranted: Bool, seen: ApprovalTerms?, in world: WorldState?,
        isTold: @escaping @Sendable (Refusal?) -> Void = { _ in }
    ) -> Arrival {
        Arrival(
            event(isGranted, seen: seen), detail: RunSession.detail(of: person, ""),
            from: Sender(person, seeing: world, isTold: isTold))
    }

    /// A bit for each of the plan's roles that a person is in; `*` is anybody.
    private static func roles(of person: String, _ plan: Plan, _ environment: Environment) -> UInt64 {
        var bits: UInt64 = 0
        for (index, name) in plan.roles.enumerated() {
            let people = environment.roles.filter { $0.name.value == name }.flatMap(\.people).map(\.value)
            if people.contains(person) || people.contains("*") { bits |= 1 << UInt64(index) }
        }
        return bits
    }
}
