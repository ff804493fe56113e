package import Runbook

extension PlanApproval {
    /// How long people have when the author does not say.
    package static let standardWithin = Milliseconds.minutes(30)
}

extension PlanCompiler {
    mutating func approval(_ approve: Action.Approve, in scope: Scope) -> Int {
        let ask = wantsTexts ? scope.readable(approve.ask.value) : ""
        return assembler.update { plan in
            var roles = UInt64(0)
            for role in approve.from {
                var index = plan.roles.firstIndex(of: role.value)
                if index == nil, plan.roles.count < 64 {
                    plan.roles.append(role.value)
                    index = plan.roles.count - 1
                }
                if let index { roles |= 1 << UInt64(index) }
            }
            plan.approvals.append(
                PlanApproval(
                    ask: ask, roles: roles, need: UInt8(max(1, min(255, scope.number(approve.need) ?? 1))),
                    notInitiator: approve.notInitiator?.value ?? false,
                    within: scope.time(approve.within) ?? PlanApproval.standardWithin,
                    onTimeout: approve.onTimeout?.value ?? .rollback))
            return plan.approvals.count - 1
        }
    }
}

extension CompiledPlan {
    /// An approval that says nothing about its time-out holds where there is no way back.
    mutating func holdApprovalsAfterPointOfNoReturn(_ linked: LinkedRunbook) {
        guard !plan.approvals.isEmpty, plan.nodes.contains(where: \.isIrreversible) else { return }
        let order = PlanOrder(plan)
        guard let after = order.afterPointOfNoReturn(of: plan) else { return }
        for node in plan.nodes.indices where after[node] {
            guard case .approval(let approval) = plan.nodes[node].kind, entryOfNode[node] >= 0,
                case .approve(let approve) = linked.entries[Int(entryOfNode[node])].step.action.value,
                approve.onTimeout == nil
            else { continue }
            plan.approvals[approval].onTimeout = .hold
        }
    }
}
