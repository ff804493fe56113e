import RunbookCompiler

/// Approvals: who may answer, and when it is enough.
extension RunMachine {
    mutating func answered(_ node: NodeID, _ answer: Answer, _ commands: inout [Command]) throws(Refusal) {
        guard isKnown(node), case .approval(let index) = plan.nodes[node.index].kind else { throw .unknownNode }
        guard state.nodes[node.index].status == .asking else { throw .stale }
        let approval = plan.approvals[index]
        let mayAnswer = approval.roles == 0 || answer.roles & approval.roles != 0
        guard mayAnswer, answer.person < 64 else { throw .notAllowedToAnswer }
        guard answer.isGranted else { return fail(node, .declined, &commands) }
        guard !(approval.notInitiator && answer.person == 0) else { throw .initiatorMayNotAnswer }
        guard state.grants[index] & (1 << UInt64(answer.person)) == 0 else { throw .alreadyAnswered }
        state.grants[index] |= 1 << UInt64(answer.person)
        if state.grants[index].nonzeroBitCount >= Int(approval.need) {
            cancelTimers(of: node, &commands)
            finish(node, &commands)
        }
    }
}
