import Runbook

/// Notes every parameter, gate, region and service that a runbook refers to.
extension Linker {
    mutating func noteHeader(_ scope: Scope) {
        let runbook = scope.runbook
        note(runbook.objectives.rto, scope)
        note(runbook.objectives.rpo, scope)
        note(runbook.limits.deadline, scope)
        note(runbook.limits.rollbackReserve, scope)
        note(runbook.defaults.timeout, scope)
        note(runbook.defaults.attemptTimeout, scope)
        note(runbook.defaults.retry, scope)
    }

    mutating func noteProperties(_ scope: Scope) {
        for property in scope.runbook.always { note(property.condition, scope) }
    }

    mutating func noteGate(_ gate: Gate, _ scope: Scope) {
        for requirement in gate.require { note(requirement.condition, scope) }
        note(gate.every, scope)
        note(gate.within, scope)
        note(gate.passes, scope)
        note(gate.toleratedBreaches, scope)
        note(gate.toleratedUnknown, scope)
        note(gate.minimumSamples, scope)
    }

    /// What a step of a draft names though nothing could be made of its action.
    mutating func note(_ mention: Gaps.Mention, _ scope: Scope) {
        let name = mention.name
        switch mention.kind {
        case .parameter: note(name: name.value, at: name.span, .anything, scope)
        case .gate: note(gate: name, scope)
        case .region: found(region: name.value, at: scope.origin(name.span))
        case .service: found(service: name.value, .api, at: scope.origin(name.span))
        }
    }

    mutating func note(_ step: Step, _ scope: Scope) {
        note(step.action.value, scope)
        if let title = step.title { note(text: title, scope) }
        guard step.hasTreatment else { return }
        if let when = step.when { note(when, scope) }
        note(step.timeout, scope)
        note(step.attemptTimeout, scope)
        note(step.retry, scope)
        if let watch = step.watch { note(gate: watch, scope) }
    }

    private mutating func note(_ action: Action, _ scope: Scope) {
        switch action {
        case .gate(let name): note(gate: name, scope)
        case .shift(let shift):
            note(shift.link, scope, type: .api)
            for percent in shift.percent { note(percent, .percentage, scope) }
            note(shift.soak, scope)
            if let gate = shift.gate { note(gate: gate, scope) }
        case .promote(let promote):
            note(promote.place, scope, type: .database)
            note(promote.plannedLoss, scope)
            note(promote.emergencyLoss, scope)
        case .fence(let place): note(place, scope, type: .database)
        case .replicate(let link), .verify(let link): note(link, scope, type: .database)
        case .scale(let scale):
            note(scale.place, scope, type: .api)
            note(scale.to, .percentage, scope)
        case .approve(let approve):
            note(text: approve.ask, scope)
            note(approve.need, scope)
            note(approve.within, scope)
        case .wait(let time): note(time, .duration, scope)
        case .run(let run): note(run, scope)
        case .runbook(let child): for argument in child.with { note(argument.value, .anything, scope) }
        case .notify(let notify): note(text: notify.message, scope)
        }
    }

    /// Arguments that an action declares as regions or services name them like any other place does.
    private mutating func note(_ run: Action.Run, _ scope: Scope) {
        let declared = context.actions.declaration(named: run.name.value)?.arguments ?? []
        for argument in run.with {
            note(argument.value, .anything, scope)
            guard case .literal(let name) = argument.value.value else { continue }
            switch declared.first(where: { $0.name == argument.name.value })?.type {
            case .region?: found(region: name, at: scope.origin(argument.value.span))
            case .service?: found(service: name, .api, at: scope.origin(argument.value.span))
            default: break
            }
        }
    }

    private mutating func note(_ condition: Located<Condition>, _ scope: Scope) {
        switch condition.value {
        case .comparison(let measurement, _, let quantity):
            note(region: measurement.region, scope)
            if let service = measurement.service { note(service: service, scope, type: .api) }
            note(measurement.window, scope)
            note(quantity, .quantity(dimension(of: measurement.metric.value)), scope)
        case .fact(let name, _, _):
            if name.value != "mode" { note(name: name.value, at: name.span, .anything, scope) }
        case .claim(let claim): note(claim, scope)
        case .and(let parts), .or(let parts): for part in parts { note(part, scope) }
        case .not(let part): note(part, scope)
        }
    }

    private mutating func note(_ claim: Claim, _ scope: Scope) {
        switch claim {
        case .tally(_, let service, _, _): if let service { note(service: service, scope, type: .api) }
        case .trait(let trait, let region, let service):
            note(region: region, scope)
            if let service { note(service: service, scope, type: trait.isOfData ? .database : .api) }
        case .running: break
        }
    }

    /// Of a built-in metric, or of one that the environment declares; nil when it is not known.
    private func dimension(of metric: Metric) -> Dimension? {
        guard case .custom(let name) = metric else { return metric.dimension }
        return context.environment?.metrics.first { $0.name.value == name }?.dimension.value
    }

    private mutating func note(_ link: Action.Link, _ scope: Scope, type: ServiceType) {
        note(region: link.from, scope)
        note(region: link.to, scope)
        if let service = link.service { note(service: service, scope, type: type) }
    }

    private mutating func note(_ place: Action.Place, _ scope: Scope, type: ServiceType) {
        note(region: place.region, scope)
        if let service = place.service { note(service: service, scope, type: type) }
    }

    private mutating func note(region: Argument<String>, _ scope: Scope) {
        switch region.value {
        case .literal(let name): found(region: name, at: scope.origin(region.span))
        case .parameter(let name): note(name: name, at: region.span, .region, scope)
        }
    }

    private mutating func note(service: Argument<String>, _ scope: Scope, type: ServiceType) {
        switch service.value {
        case .literal(let name): found(service: name, type, at: scope.origin(service.span))
        case .parameter(let name):
            note(name: name, at: service.span, .service, scope)
            if linked.names.isInferred, let value = scope.value(named: name) {
                linked.names.addService(value.description, type)
            }
        }
    }

    private mutating func note(_ retry: Retry?, _ scope: Scope) {
        guard let retry else { return }
        note(retry.attempts, scope)
        note(retry.delay, scope)
        note(retry.factor, scope)
        note(retry.maximumDelay, scope)
    }

    private mutating func note(_ time: Argument<Milliseconds>?, _ scope: Scope) {
        if let time { note(time, .duration, scope) }
    }

    private mutating func note(_ number: Argument<Int64>?, _ scope: Scope) {
        if let number { note(number, .integer, scope) }
    }

    private mutating func note<Value>(_ argument: Argument<Value>, _ expectation: Expectation, _ scope: Scope) {
        if case .parameter(let name) = argument.value { note(name: name, at: argument.span, expectation, scope) }
    }

    private mutating func note(text: Located<String>, _ scope: Scope) {
        var place: TextPlace?
        Scope.forEachName(in: text.value) { name, offset in
            guard name != "run.outcome", name != "mode" else { return }
            if let parameter = scope.parameter(named: name) {
                scope.isUsed[parameter] = true
            } else {
                let known = place ?? TextPlace(text)
                place = known
                note(name: name, at: known.part(offset, name.utf8.count + 1), .anything, scope)
            }
        }
    }

    private mutating func note(name: String, at span: SourceSpan, _ expectation: Expectation, _ scope: Scope) {
        let parameter = scope.parameter(named: name)
        if let parameter {
            scope.isUsed[parameter] = true
            // Nothing can be wrong with it.
            if expectation == .anything { return }
        } else {
            linked.unresolved += 1
            if linked.unresolved > LinkedRunbook.mostUnresolved { return }
        }
        linked.references.append(
            ParameterReference(
                name: name, span: span, scope: scope, expectation: expectation, parameter: parameter))
    }

    private mutating func note(gate name: Located<String>, _ scope: Scope) {
        let gate = scope.gate(named: name.value)
        if let gate { scope.gateIsUsed[gate] = true }
        linked.gateReferences.append(GateReference(name: name, scope: scope, gate: gate))
    }

    mutating func found(region name: String, at origin: SourceOrigin) {
        if linked.names.isInferred {
            linked.names.addRegion(name)
        } else if linked.names.region(name) == nil {
            linked.unknownRegions.append((name, origin))
        }
    }

    mutating func found(service name: String, _ type: ServiceType, at origin: SourceOrigin) {
        if linked.names.isInferred {
            linked.names.addService(name, type)
        } else if linked.names.service(name) == nil {
            linked.unknownServices.append((name, origin))
        }
    }
}
