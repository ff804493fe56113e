import Runbook

/// Gives parameters their values.
extension Linker {
    /// The root's: from the command line, else the default, else a placeholder when no environment is known.
    mutating func bindRoot(_ scope: Scope) {
        let file = scope.runbook.file
        for (index, parameter) in scope.runbook.parameters.enumerated() {
            let origin = SourceOrigin(file: file, span: parameter.name.span)
            let name = parameter.name.value
            if let text = context.parameters[name] {
                read(text, as: index, of: scope, from: .commandLine, at: origin)
            } else {
                bindDefault(index, of: scope) { linker in
                    switch parameter.type.value {
                    case .region where linker.linked.names.isInferred: scope.values[index] = .region("$" + name)
                    case .service where linker.linked.names.isInferred: scope.values[index] = .service("$" + name)
                    default:
                        guard !linker.linked.names.isInferred else { return }
                        scope.bindingProblems.append(
                            BindingProblem(kind: .missing(name: name), source: .standard, origin: origin))
                    }
                }
            }
            noteValue(index, of: scope, at: origin)
        }
        for name in context.parameters.keys.sorted() where scope.parameter(named: name) == nil {
            scope.bindingProblems.append(
                BindingProblem(
                    kind: .unknown(name: name), source: .commandLine, origin: scope.origin(scope.runbook.name.span)))
        }
    }

    /// A child's: from `with`, else the default.
    mutating func bind(_ scope: Scope, with arguments: [Action.NamedArgument], of entry: StepEntry) {
        for argument in arguments where scope.parameter(named: argument.name.value) == nil {
            scope.bindingProblems.append(
                BindingProblem(
                    kind: .unknown(name: argument.name.value), source: .with,
                    origin: entry.origin(argument.name.span)))
        }
        for (index, parameter) in scope.runbook.parameters.enumerated() {
            let name = parameter.name.value
            guard let argument = arguments.first(where: { $0.name.value == name }) else {
                bindDefault(index, of: scope) { _ in
                    guard entry.isWhole, case .runbook(let child) = entry.step.action.value else { return }
                    scope.bindingProblems.append(
                        BindingProblem(
                            kind: .missing(name: name), source: .with, origin: entry.origin(child.name.span),
                            declaration: scope.origin(parameter.name.span)))
                }
                noteValue(index, of: scope, at: scope.origin(parameter.name.span))
                continue
            }
            let origin = entry.origin(argument.value.span)
            switch argument.value.value {
            case .literal(let text): read(text, as: index, of: scope, from: .with, at: origin)
            case .parameter(let passed): pass(passed, from: entry.scope, as: index, of: scope, at: origin)
            }
            noteValue(index, of: scope, at: origin)
        }
    }

    private mutating func bindDefault(_ index: Int, of scope: Scope, otherwise: (inout Linker) -> Void) {
        let parameter = scope.runbook.parameters[index]
        guard let value = parameter.defaultValue else { return otherwise(&self) }
        scope.values[index] = value.value
        guard let unfit = value.value.misfit(parameter.type.value) else { return }
        add(unfit, value.value.description, index, of: scope, from: .standard, at: scope.origin(value.span))
    }

    private func read(
        _ text: String, as index: Int, of scope: Scope, from source: BindingProblem.Source, at origin: SourceOrigin
    ) {
        do {
            scope.values[index] = try ParameterValue(text, as: scope.runbook.parameters[index].type.value)
        } catch {
            add(error, text, index, of: scope, from: source, at: origin)
        }
    }

    private func add(
        _ unfit: ParameterValue.Unfit, _ text: String, _ index: Int, of scope: Scope,
        from source: BindingProblem.Source, at origin: SourceOrigin
    ) {
        let parameter = scope.runbook.parameters[index]
        if case .invalid(let pattern) = unfit {
            scope.bindingProblems.append(
                BindingProblem(
                    kind: .badPattern(name: parameter.name.value, pattern: pattern), source: .standard,
                    origin: scope.origin(parameter.type.span)))
        } else {
            scope.bindingProblems.append(
                BindingProblem(
                    kind: .unfit(name: parameter.name.value, text: text, reason: unfit.reason), source: source,
                    origin: origin, declaration: scope.origin(parameter.name.span)))
        }
    }

    private func pass(_ name: String, from parent: Scope, as index: Int, of scope: Scope, at origin: SourceOrigin) {
        guard let passed = parent.parameter(named: name) else { return }
        let expected = scope.runbook.parameters[index].type.value
        let found = parent.runbook.parameters[passed].type.value
        let fits =
            switch (expected, found) {
            case (.string, _), (.choice, .choice), (.choice, .string): true
            default: expected.name == found.name
            }
        guard fits else {
            scope.bindingProblems.append(
                BindingProblem(
                    kind: .wrongType(
                        name: scope.runbook.parameters[index].name.value, expected: expected, found: found,
                        passed: name),
                    source: .with, origin: origin,
                    declaration: scope.origin(scope.runbook.parameters[index].name.span)))
            return
        }
        guard let value = parent.values[passed] else { return }
        if expected.name == found.name, value.misfit(expected) == nil {
            scope.values[index] = value
        } else {
            read(value.description, as: index, of: scope, from: .with, at: origin)
        }
    }

    /// The regions and services that come in as values.
    private mutating func noteValue(_ index: Int, of scope: Scope, at origin: SourceOrigin) {
        let place = scope.runbook.parameters[index].defaultValue.map { scope.origin($0.span) }
        let isGiven = scope.parent != nil || context.parameters[scope.runbook.parameters[index].name.value] != nil
        switch scope.values[index] {
        case .region(let name)?: found(region: name, at: isGiven ? origin : place ?? origin)
        case .service(let name)? where !linked.names.isInferred:
            found(service: name, .api, at: isGiven ? origin : place ?? origin)
        default: break
        }
    }
}
