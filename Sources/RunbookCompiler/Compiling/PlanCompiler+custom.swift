import Runbook

extension PlanCompiler {
    /// An action that an adapter offers; nil when none does.
    mutating func custom(_ run: Action.Run, _ entry: StepEntry) -> Node? {
        guard let declaration = actions.declaration(named: run.name.value) else { return nil }
        var arguments: [String: ParameterValue] = [:]
        for argument in run.with {
            let name = argument.name.value
            guard let declared = declaration.arguments.first(where: { $0.name == name }) else { continue }
            arguments[name] = entry.scope.value(of: argument, as: declared.type)
        }
        let touches = touched(by: declaration, arguments)
        let index = assembler.update { plan in
            var action = PlanAction(name: declaration.name, arguments: arguments, touches: touches)
            action.expectedDuration = declaration.expectedDuration
            action.deed = declaration.deed
            plan.actions.append(action)
            return plan.actions.count - 1
        }
        var node = node(for: .custom(index), entry)
        node.isObservable = false
        node.isRepeatable = declaration.isRepeatable
        return node
    }

    private func touched(
        by declaration: ActionCatalogue.Declaration, _ arguments: [String: ParameterValue]
    ) -> [Resource] {
        guard !declaration.touches.isEmpty else { return [] }
        var region: RegionIndex?
        var services = linked.topology.allServices
        if let name = arguments["region"]?.description { region = linked.names.region(name) }
        if let name = arguments["service"]?.description, let service = linked.names.service(name) {
            services = ServiceSet(CollectionOfOne(service))
        }
        return declaration.touches.map { Resource($0, $0 == .traffic ? nil : region, services) }
    }
}

extension Scope {
    /// An argument's value as the type that the action declares; nil when it does not fit.
    func value(of argument: Action.NamedArgument, as type: ParameterType) -> ParameterValue? {
        switch argument.value.value {
        case .literal(let text): return try? ParameterValue(text, as: type)
        case .parameter(let name):
            guard let value = value(named: name) else { return nil }
            return try? ParameterValue(value.description, as: type)
        }
    }
}
