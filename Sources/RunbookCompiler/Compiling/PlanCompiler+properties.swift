import Runbook

extension PlanCompiler {
    /// The properties of the root and of all children, each with its own parameters.
    mutating func addProperties() {
        let properties = linked.scopes.flatMap { scope in
            scope.runbook.always.map { property in
                PlanProperty(
                    text: scope.readable(property.text), origin: scope.origin(property.condition.span),
                    condition: resolve(property: property.condition.value, in: scope))
            }
        }
        guard !properties.isEmpty else { return }
        assembler.update { $0.always = properties }
    }

    /// What cannot be resolved was reported; it holds here, so that nothing is said of it twice.
    private func resolve(property condition: Condition, in scope: Scope) -> PlanProperty.Condition {
        switch condition {
        case .comparison(let measurement, let comparison, let quantity):
            let isOfData = measurement.metric.value == .replicationLag
            guard let region = linked.region(measurement.region, in: scope),
                let value = scope.quantity(quantity)?.value,
                let services = services(measurement.service, scope, isOfData ? \.stateful : \.routed, in: region)
            else { return .constant(true) }
            return .comparison(measurement.metric.value, region, services, comparison, value)
        case .claim(.tally(let tally, let service, let comparison, let number)):
            guard let services = services(service, scope, tally == .writers ? \.stateful : \.routed, in: nil) else {
                return .constant(true)
            }
            return .tally(tally, services, comparison, number)
        case .claim(.trait(let trait, let region, let service)):
            guard let region = linked.region(region, in: scope),
                let services = services(service, scope, trait.isOfData ? \.stateful : \.allServices, in: region)
            else { return .constant(true) }
            return .trait(trait, region, services)
        case .claim(.running): return .running
        case .fact(let name, let comparison, let literal):
            guard name.value == "mode" else {
                return .constant(scope.holds(name.value, comparison, literal.value) ?? true)
            }
            guard let mode = Mode(rawValue: literal.value) else { return .constant(true) }
            return comparison == .notEqual ? .not(.mode(mode)) : .mode(mode)
        case .and(let parts): return .and(parts.map { resolve(property: $0.value, in: scope) })
        case .or(let parts): return .or(parts.map { resolve(property: $0.value, in: scope) })
        case .not(let part): return .not(resolve(property: part.value, in: scope))
        }
    }

    /// The one that is named, or all of a kind; nil when the name is not known.
    private func services(
        _ argument: Argument<String>?, _ scope: Scope, _ kind: KeyPath<Topology, ServiceSet>, in region: RegionIndex?
    ) -> ServiceSet? {
        var services = linked.topology[keyPath: kind]
        if let argument {
            guard let service = linked.service(argument, in: scope) else { return nil }
            services = ServiceSet(CollectionOfOne(service))
        }
        return region.map { services.intersection(linked.topology.regions[$0.index].services) } ?? services
    }
}
