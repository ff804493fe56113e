import Runbook

/// Green is made ready, takes over in one hop, and is watched while blue is kept.
enum BlueGreenShape: Rule {
    static let page = RulePage(
        code: "SY305",
        title: "not the shape of blue_green",
        why: """
            Blue and green promise a way back without loss: that needs a green that can carry everything, a \
            writer that moved before the traffic, replication back to blue, and a bake in which somebody looks.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: blue_green
            gates:
              fit:
                require:
                  - availability(us-west-2) >= 95%
            steps:
              - id: warm
                scale: {region: us-west-2, to: 100%}
              - id: green_fit
                gate: fit
              - id: fence_blue
                fence: {region: us-east-1}
              - id: promote_green
                promote: {region: us-west-2, max_loss: {planned: 0s, emergency: 5m}}
                irreversible: blue has to follow green from here
              - id: protect
                replicate: {from: us-west-2, to: us-east-1}
                when: $mode == planned
              - id: switch_over
                shift: {from: us-east-1, to: us-west-2, percent: 100, gate: fit}
            """,
        good: """
            runbook: example
            version: 1
            strategy: blue_green
            gates:
              fit:
                require:
                  - availability(us-west-2) >= 95%
            steps:
              - id: warm
                scale: {region: us-west-2, to: 100%}
              - id: green_fit
                gate: fit
              - id: fence_blue
                fence: {region: us-east-1}
              - id: promote_green
                promote: {region: us-west-2, max_loss: {planned: 0s, emergency: 5m}}
                irreversible: blue has to follow green from here
              - id: protect
                replicate: {from: us-west-2, to: us-east-1}
                when: $mode == planned
              - id: switch_over
                shift: {from: us-east-1, to: us-west-2, percent: 100, gate: fit}
              - id: bake
                wait: 10m
                watch: fit
            """)

    static func check(_ subject: CheckSubject) {
        let root = subject.linked.root
        guard root.runbook.strategy.value == .blueGreen,
            !subject.hasUnresolved(.shift, .runbook, .fence, .promote, .replicate, .scale, .gate)
        else { return }
        let hops = subject.hops
        guard let hop = hops.all.first else {
            subject.report.error(
                self, "a blue_green runbook moves all traffic in one hop, but this one shifts none",
                "Add a shift with percent: 100 after the promotion.", at: root.origin(root.runbook.strategy.span))
            return
        }
        for other in hops.all where other.percent != .all && other.hasValue {
            subject.report.error(
                self, "a blue_green runbook moves all traffic in one hop, but this one moves \(other.percent)",
                "Write percent: 100.", at: subject.origin(of: other.node))
        }
        let plan = subject.plan
        let (blue, green) = (plan.pairs[hop.pair].from, plan.pairs[hop.pair].to)
        let scale = subject.effects { if case .scale(green, _, let to) = $0 { to >= .all } else { false } }
        let fence = subject.effects { if case .fence(blue, _) = $0 { true } else { false } }
        let promote = subject.effects { if case .promote(green, _, _) = $0 { true } else { false } }
        let replicate = subject.effects { if case .replicate(green, blue, _) = $0 { true } else { false } }
        let (from, to) = (plan.topology.name(of: blue), plan.topology.name(of: green))
        require(scale, "scale \(to) to 100% of its peak", before: hop.node, "the shift", subject)
        let gates = subject.nodes { $0.kind == .gate }
        require(
            gates, "pass a gate on \(to)", before: fence.first ?? hop.node, "anything is taken from \(from)", subject)
        if let node = promote.first {
            require(fence, "fence \(from)", before: node, "the promotion", subject)
            require(promote, "promote \(to)", before: replicate.first ?? hop.node, "replication back", subject)
        } else {
            require(promote, "promote \(to)", before: hop.node, "the shift", subject)
        }
        require(replicate, "replicate from \(to) back to \(from)", before: hop.node, "the shift", subject)
        let bakes = subject.nodes { node in
            if case .wait(_, isSoak: false) = node.kind { !node.samplers.isEmpty } else { false }
        }
        guard !bakes.contains(where: { subject.precedence.isBefore(hop.node, $0) }) else { return }
        subject.report.error(
            self, "a blue_green runbook bakes after the shift, but nothing watches it here",
            "Add a wait with a watch after this step.", at: subject.origin(of: hop.node))
    }

    private static func require(
        _ nodes: [NodeID], _ what: String, before node: NodeID, _ moment: String, _ subject: CheckSubject
    ) {
        guard !nodes.contains(where: { subject.precedence.isBefore($0, node) }) else { return }
        subject.report.error(
            self, "a blue_green runbook must \(what) before \(moment)", "Add that step before this one.",
            at: subject.origin(of: node))
    }
}
