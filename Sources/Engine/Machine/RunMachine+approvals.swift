import RunbookCompiler

/// Approvals: who may answer, when it is enough, and when it has to be given anew.
extension RunMachine {
    mutating func answered(_ node: NodeID, _ answer: Answer, _ commands: inout [Command]) throws(Refusal) {
        guard isKnown(node), case .approval(let index) = plan.nodes[node.index].kind else { throw .unknownNode }
        let isAsking = state.nodes[node.index].status == .asking
        guard isAsking || (state.phase == .held && state.expired[index] != nil) else { throw .stale }
        let approval = plan.approvals[index]
        let mayAnswer = approval.roles == 0 || answer.roles & approval.roles != 0
        guard mayAnswer, answer.person < 64 else { throw .notAllowedToAnswer }
        guard answer.isGranted else {
            guard isAsking else { throw .notNow }
            return fail(node, .declined, &commands)
        }
        guard !(approval.notInitiator && answer.person == 0) else { throw .initiatorMayNotAnswer }
        if let seen = answer.seen, let found = answer.found, let growth = seen.growth(to: found) {
            throw .numbersGrew(growth)
        }
        try grant(index, answer)
        guard state.grants[index].nonzeroBitCount >= Int(approval.need) else { return }
        state.expired[index] = nil
        guard isAsking else { return }
        cancelTimers(of: node, &commands)
        finish(node, &commands)
    }

    /// Grants of numbers that are worse by now are void: who gave them has to look again.
    private mutating func grant(_ index: Int, _ answer: Answer) throws(Refusal) {
        let person = UInt64(1) << UInt64(answer.person)
        if let earlier = state.approved[index], let now = answer.found ?? answer.seen, earlier.growth(to: now) != nil {
            state.grants[index] = 0
            state.approved[index] = nil
        }
        guard state.grants[index] & person == 0 else { throw .alreadyAnswered }
        state.grants[index] |= person
        guard let seen = answer.seen else { return }
        state.approved[index] = state.approved[index]?.narrowed(by: seen) ?? seen
    }

    mutating func forgetGrants(_ index: Int) {
        state.grants[index] = 0
        state.approved[index] = nil
        state.expired[index] = nil
    }
}
