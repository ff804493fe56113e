import Runbook

extension Decoder {
    /// A sound runbook, or a draft with something standing for what the header lacks.
    mutating func runbook() -> Runbook? {
        if let notes { return draft(notes) }
        let root = tree.root
        guard let name = text(.runbook, root), let version = tree.value(.version, in: root),
            let number = flatInteger(.version, root), let strategy = choice(.strategy, root, Strategy.self),
            let steps = tree.value(.steps, in: root)
        else { return nil }
        return Runbook(
            file: file, name: name, version: Located(number, at: tree.span(version)), summary: text(.summary, root),
            strategy: strategy, parameters: parameters(tree.value(.parameters, in: root)),
            objectives: objectives(tree.value(.objectives, in: root)), limits: limits(tree.value(.limits, in: root)),
            defaults: defaults(tree.value(.defaults, in: root)), gates: gates(tree.value(.gates, in: root)),
            always: requirements(tree.value(.always, in: root)), steps: elements(steps),
            finally: tree.value(.finally, in: root).map { elements($0) } ?? [])
    }

    private mutating func draft(_ notes: GapNotes) -> Runbook? {
        let root = tree.root
        guard tree[root].kind == .mapping else { return nil }
        notes.lookAtSections(of: tree)
        return Runbook(
            file: file, name: text(.runbook, root) ?? Located("", at: .startOfFile),
            version: Located(flatInteger(.version, root) ?? 1, at: .startOfFile), summary: text(.summary, root),
            strategy: choice(.strategy, root, Strategy.self) ?? Located(.custom, at: .startOfFile),
            parameters: parameters(tree.value(.parameters, in: root)),
            objectives: objectives(tree.value(.objectives, in: root)), limits: limits(tree.value(.limits, in: root)),
            defaults: defaults(tree.value(.defaults, in: root)), gates: gates(tree.value(.gates, in: root)),
            always: requirements(tree.value(.always, in: root)),
            steps: tree.value(.steps, in: root).map { elements($0) } ?? [],
            finally: tree.value(.finally, in: root).map { elements($0) } ?? [])
    }

    private func objectives(_ mapping: Tree.Index?) -> Runbook.Objectives {
        var objectives = Runbook.Objectives()
        guard let mapping else { return objectives }
        objectives.rto = tree.value(.rto, in: mapping).flatMap(duration)
        objectives.rpo = tree.value(.rpo, in: mapping).flatMap(duration)
        return objectives
    }

    private func limits(_ mapping: Tree.Index?) -> Runbook.Limits {
        var limits = Runbook.Limits()
        guard let mapping else { return limits }
        limits.deadline = tree.value(.deadline, in: mapping).flatMap(duration)
        limits.rollbackReserve = tree.value(.rollbackReserve, in: mapping).flatMap(duration)
        return limits
    }

    private func defaults(_ mapping: Tree.Index?) -> Runbook.Defaults {
        var defaults = Runbook.Defaults()
        guard let mapping else { return defaults }
        defaults.timeout = tree.value(.timeout, in: mapping).flatMap(duration)
        defaults.attemptTimeout = tree.value(.attemptTimeout, in: mapping).flatMap(duration)
        defaults.retry = tree.value(.retry, in: mapping).map { retry($0) }
        return defaults
    }

    func retry(_ mapping: Tree.Index) -> Retry {
        Retry(
            attempts: tree.value(.attempts, in: mapping).flatMap(integer),
            delay: tree.value(.delay, in: mapping).flatMap(duration),
            factor: tree.value(.factor, in: mapping).flatMap(integer),
            maximumDelay: tree.value(.maxDelay, in: mapping).flatMap(duration))
    }

    private func gates(_ mapping: Tree.Index?) -> [Gate] {
        guard let mapping else { return [] }
        return tree.pairs(mapping).map { gate(located($0.key), $0.value) }
    }

    private func gate(_ name: Located<String>, _ mapping: Tree.Index) -> Gate {
        let tolerate = tree.value(.tolerate, in: mapping)
        return Gate(
            name: name, require: requirements(tree.value(.require, in: mapping)),
            every: tree.value(.every, in: mapping).flatMap(duration),
            passes: tree.value(.passes, in: mapping).flatMap(integer),
            toleratedBreaches: tolerate.flatMap { tree.value(.breaches, in: $0) }.flatMap(integer),
            toleratedUnknown: tolerate.flatMap { tree.value(.unknown, in: $0) }.flatMap(integer),
            minimumSamples: tree.value(.minSamples, in: mapping).flatMap(integer),
            within: tree.value(.within, in: mapping).flatMap(duration))
    }

    private func requirements(_ list: Tree.Index?) -> [Gate.Requirement] {
        guard let list else { return [] }
        return oneOrMany(list) { index in
            condition(index).map { Gate.Requirement(text: tree.string(index), condition: $0) }
        }
    }
}
