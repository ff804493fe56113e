import Runbook
package import RunbookCompiler

/// A plan written out line by line, the same on every machine; without the places in the files that it came from.
package enum PlanText {
    package static func lines(of plan: Plan) -> [String] {
        var lines = [
            "runbook \(plan.runbook)@\(plan.version) \(plan.strategy.rawValue)",
            "limits \(plan.deadline) \(plan.rollbackReserve) \(plan.finallyBudget)",
            "objectives \(text(plan.rto)) \(text(plan.rpo))",
        ]
        for (name, value) in plan.parameters.sorted(by: { $0.key < $1.key }) {
            lines.append("parameter \(name)=\(value)")
        }
        lines += topology(plan.topology)
        lines.append("roles \(plan.roles.joined(separator: ","))")
        for index in plan.nodes.indices { lines.append(node(plan, index)) }
        for section in plan.sections { lines.append("section \(purpose(section.purpose)) \(section.nodes)") }
        lines.append("finally \(plan.finally.map(String.init) ?? "none")")
        for operation in plan.operations { lines.append("operation \(self.operation(operation))") }
        for pair in plan.pairs { lines.append("pair \(pair.from.rawValue) \(pair.to.rawValue) \(pair.baseSlot)") }
        for gate in plan.gates { lines.append(self.gate(gate)) }
        for sampler in plan.samplers {
            lines.append("sampler \(sampler.node.rawValue) \(sampler.gate) \(sampler.role.rawValue)")
        }
        for approval in plan.approvals {
            lines.append(
                "approval \(approval.roles) \(approval.need) \(approval.notInitiator) \(approval.within) "
                    + "\(approval.onTimeout.rawValue) \(approval.ask)")
        }
        for action in plan.actions {
            let arguments = action.arguments.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            lines.append("action \(action.name) \(arguments.joined(separator: ","))")
        }
        for notice in plan.notices { lines.append("notice \(notice.channel) \(notice.message)") }
        return lines
    }

    private static func text(_ value: Milliseconds?) -> String { value?.description ?? "none" }

    private static func topology(_ topology: Topology) -> [String] {
        topology.regions.map { "region \($0.name) \($0.role?.rawValue ?? "none") \(text($0.services))" }
            + topology.services.map { "service \($0.name) \($0.type.rawValue) \(text($0.dependsOn))" }
            + topology.links.map { "link \($0.from.rawValue) \($0.to.rawValue)" }
            + [
                "thresholds \(topology.thresholds.errorRate) \(topology.thresholds.responseTime) "
                    + "\(topology.thresholds.availability) \(topology.thresholds.replicationLag)"
            ]
    }

    private static func text(_ services: ServiceSet) -> String {
        services.map { String($0.rawValue) }.joined(separator: ",")
    }

    private static func purpose(_ purpose: Section.Purpose) -> String {
        switch purpose {
        case .main: "main"
        case .undo: "undo"
        case .finally(let scope): "finally \(scope)"
        }
    }

    private static func gate(_ gate: PlanGate) -> String {
        "gate \(gate.name) \(gate.every) \(gate.passes) \(gate.toleratedBreaches) \(gate.toleratedUnknown) "
            + "\(gate.minimumSamples) \(gate.within) "
            + gate.requirements.map { condition($0.condition) }.joined(separator: " ; ")
    }

    private static func condition(_ condition: PlanGate.Condition) -> String {
        switch condition {
        case .comparison(let query, let comparison, let value):
            "\(query.metric.name)(\(query.region.rawValue),\(query.service.map { String($0.rawValue) } ?? "-"),"
                + "\(text(query.window)))\(comparison.rawValue)\(value)"
        case .mode(let mode): mode.rawValue
        case .constant(let value): "\(value)"
        case .and(let parts): "(" + parts.map(self.condition).joined(separator: " and ") + ")"
        case .or(let parts): "(" + parts.map(self.condition).joined(separator: " or ") + ")"
        case .not(let part): "not " + self.condition(part)
        }
    }
}

extension PlanText {
    private static func node(_ plan: Plan, _ index: Int) -> String {
        let node = plan.nodes[index]
        let label = plan.labels[index]
        let edges = plan.successors(of: NodeID(index)).map { String($0.rawValue) }.joined(separator: ",")
        let retry = node.retry
        return "node \(label.id) \(kind(node.kind)) in \(node.section) when \(node.when.rawValue) "
            + "failure \(node.failureRule.rawValue) \(node.isIrreversible ? "irreversible" : "") \(undo(node.undo)) "
            + "\(node.timeout) \(node.attemptTimeout) "
            + "retry \(retry.attempts) \(retry.delay) \(retry.factor) \(retry.maximumDelay) "
            + "\(node.samplers) \(node.captures) \(node.isObservable) \(node.isRepeatable) -> \(edges)"
    }

    private static func kind(_ kind: Node.Kind) -> String {
        switch kind {
        case .join: "join"
        case .effect(let operation): "effect \(operation)"
        case .gate: "gate"
        case .wait(let length, let isSoak): "\(isSoak ? "soak" : "wait") \(length)"
        case .approval(let approval): "approval \(approval)"
        case .finally(let section): "finally \(section)"
        }
    }

    private static func undo(_ undo: Node.Undo) -> String {
        switch undo {
        case .nothing: "undo nothing"
        case .restore: "undo restore"
        case .branch(let section): "undo \(section)"
        }
    }

    private static func operation(_ operation: Operation) -> String {
        switch operation {
        case .shift(let pair, let services, let percent): "shift \(pair) \(text(services)) \(percent)"
        case .promote(let region, let services, let loss):
            "promote \(region.rawValue) \(text(services)) \(loss.planned) \(loss.emergency)"
        case .fence(let region, let services): "fence \(region.rawValue) \(text(services))"
        case .replicate(let from, let to, let services): "replicate \(from.rawValue) \(to.rawValue) \(text(services))"
        case .verify(let from, let to, let services): "verify \(from.rawValue) \(to.rawValue) \(text(services))"
        case .scale(let region, let services, let share): "scale \(region.rawValue) \(text(services)) \(share)"
        case .prepare(let operation): "prepare \(operation)"
        case .custom(let action): "custom \(action)"
        case .notify(let notice): "notify \(notice)"
        }
    }
}
