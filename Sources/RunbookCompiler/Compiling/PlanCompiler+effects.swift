import Runbook

extension PlanCompiler {
    /// The effect of a step other than a shift, with how many values it captures; nil when a name is unknown.
    mutating func effect(_ entry: StepEntry) -> (node: Node, captures: Int)? {
        let scope = entry.scope
        switch entry.step.action.value {
        case .promote(let promote):
            guard let place = place(promote.place, in: scope, among: linked.topology.stateful) else { return nil }
            let bound = LossBound(
                planned: scope.time(promote.plannedLoss) ?? .zero,
                emergency: scope.time(promote.emergencyLoss) ?? .zero)
            return (node(for: .promote(place.region, place.services, bound), entry), place.services.count)
        case .fence(let fence):
            guard let place = place(fence, in: scope, among: linked.topology.stateful) else { return nil }
            var node = node(for: .fence(place.region, place.services), entry)
            node.undo = .restore
            return (node, place.services.count)
        case .scale(let scale):
            guard let place = place(scale.place, in: scope, among: linked.topology.scalable) else { return nil }
            var node = node(for: .scale(place.region, place.services, scope.share(scale.to) ?? .all), entry)
            node.undo = .restore
            return (node, place.services.count)
        case .replicate(let link):
            guard let ends = ends(link, in: scope) else { return nil }
            var node = node(for: .replicate(from: ends.from, to: ends.to, ends.services), entry)
            node.undo = .restore
            return (node, ends.services.count)
        case .verify(let link):
            guard let ends = ends(link, in: scope) else { return nil }
            var node = node(for: .verify(from: ends.from, to: ends.to, ends.services), entry)
            node.isObservable = false
            return (node, 0)
        case .run(let run): return custom(run, entry).map { ($0, 0) }
        case .notify(let notify):
            let message = wantsTexts ? scope.replacingParameters(in: notify.message.value) : ""
            let notice = assembler.update { plan in
                plan.notices.append(PlanNotice(channel: notify.channel.value, message: message))
                return plan.notices.count - 1
            }
            var node = node(for: .notify(notice), entry)
            node.isObservable = false
            return (node, 0)
        case .gate, .shift, .approve, .wait, .runbook: return nil
        }
    }

    /// An effect's node with the times and retries that its step, or the runbook's defaults, give it.
    mutating func node(for operation: Operation, _ entry: StepEntry) -> Node {
        let index = assembler.update { plan in
            plan.operations.append(operation)
            return plan.operations.count - 1
        }
        var node = Node(.effect(operation: index))
        let (step, scope) = (entry.step, entry.scope)
        node.timeout = scope.timeout(of: step)
        node.attemptTimeout = min(node.timeout, scope.attemptTimeout(of: step) ?? node.timeout)
        node.retry = scope.retry(of: step)
        return node
    }

    /// Adds an effect node: what takes it back, whether there is a way back, and room for what it captures.
    mutating func effect(
        _ effect: (node: Node, captures: Int), _ entry: StepEntry, _ index: Int, _ outer: Treatment,
        suffix: String = "", after predecessors: [NodeID]
    ) -> NodeID {
        guard case .effect(let operation) = effect.node.kind else { return NodeID(0) }
        var (node, treatment) = (effect.node, outer)
        let isReadOnly = isReadOnly(operation)
        node.isIrreversible = treatment.irreversible != nil && !isReadOnly
        if isReadOnly || node.isIrreversible || !treatment.isMain {
            node.undo = .nothing
        } else if let undo = treatment.undo {
            node.undo = undo
        }
        if treatment.failureRule == .proceed, !mayBePassedOver(operation) { treatment.failureRule = nil }
        var title = ""
        if wantsTexts {
            let isNamed = entry.step.action.value.service != nil
            title = assembler.plan.title(of: assembler.plan.operations[operation], service: isNamed)
        }
        let id = add(node, entry, index, treatment, suffix: suffix, after: predecessors) { title }
        if effect.captures > 0 { assembler.addCaptures(effect.captures, to: id) }
        return id
    }

    /// Whether it leaves everything as it was.
    private func isReadOnly(_ operation: Int) -> Bool {
        switch assembler.plan.operations[operation] {
        case .verify, .notify: true
        case .custom(let action):
            actions.declaration(named: assembler.plan.actions[action].name)?.isReadOnly ?? true
        case .shift, .promote, .fence, .replicate, .scale, .prepare: false
        }
    }

    private func mayBePassedOver(_ operation: Int) -> Bool {
        switch assembler.plan.operations[operation] {
        case .shift, .fence, .promote: false
        case .replicate, .verify, .scale, .prepare, .custom, .notify: true
        }
    }

    private func place(
        _ place: Action.Place, in scope: Scope, among fitting: ServiceSet?
    ) -> (region: RegionIndex, services: ServiceSet)? {
        guard let region = linked.region(place.region, in: scope),
            let services = services(place.service, in: scope, at: [region], among: fitting)
        else { return nil }
        return (region, services)
    }

    private func ends(
        _ link: Action.Link, in scope: Scope
    ) -> (from: RegionIndex, to: RegionIndex, services: ServiceSet)? {
        guard let from = linked.region(link.from, in: scope), let to = linked.region(link.to, in: scope),
            let services = services(link.service, in: scope, at: [from, to], among: linked.topology.stateful)
        else { return nil }
        return (from, to, services)
    }

    /// The service that is named, or all that fit and are present in the regions; nil when the name is unknown.
    func services(
        _ named: Argument<String>?, in scope: Scope, at regions: [RegionIndex], among fitting: ServiceSet?
    ) -> ServiceSet? {
        if let named { return linked.service(named, in: scope).map { ServiceSet(CollectionOfOne($0)) } }
        var result = linked.topology.regions[regions[0].index].services
        for region in regions.dropFirst() {
            result = result.intersection(linked.topology.regions[region.index].services)
        }
        return fitting.map { result.intersection($0) } ?? result
    }
}
