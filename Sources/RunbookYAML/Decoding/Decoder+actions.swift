import Runbook

extension Decoder {
    /// The action under a key of a step; its place is the key.
    func action(_ key: Tree.Index, _ value: Tree.Index, in step: Tree.Index) -> Located<Action>? {
        let action: Action? =
            switch tree[key].key {
            case .gate: scalar(value).map { .gate($0) }
            case .shift: shift(value).map { .shift($0) }
            case .promote: promote(value).map { .promote($0) }
            case .fence: place(value).map { .fence($0) }
            case .replicate: link(value).map { .replicate($0) }
            case .verify: link(value).map { .verify($0) }
            case .scale: scale(value).map { .scale($0) }
            case .approve: approve(value).map { .approve($0) }
            case .wait: duration(value).map { .wait($0) }
            case .run: scalar(value).map { .run(Action.Run(name: $0, with: with(step))) }
            case .runbook: child(value, step).map { .runbook($0) }
            case .notify: notify(value).map { .notify($0) }
            default: nil
            }
        return action.map { Located($0, at: tree.span(key)) }
    }

    private func with(_ step: Tree.Index) -> [Action.NamedArgument] {
        tree.value(.with, in: step).map { arguments($0) } ?? []
    }

    private func place(_ mapping: Tree.Index) -> Action.Place? {
        guard let region = tree.value(.region, in: mapping).flatMap(name) else { return nil }
        return Action.Place(region: region, service: tree.value(.service, in: mapping).flatMap(name))
    }

    private func link(_ mapping: Tree.Index) -> Action.Link? {
        guard let from = tree.value(.from, in: mapping).flatMap(name),
            let to = tree.value(.to, in: mapping).flatMap(name)
        else { return nil }
        return Action.Link(from: from, to: to, service: tree.value(.service, in: mapping).flatMap(name))
    }

    private func shift(_ mapping: Tree.Index) -> Action.Shift? {
        guard let link = link(mapping) else { return nil }
        let percent = tree.value(.percent, in: mapping)
        return Action.Shift(
            link: link, percent: percent.map { oneOrMany($0) { share($0) } } ?? [],
            soak: tree.value(.soak, in: mapping).flatMap(duration), gate: text(.gate, mapping))
    }

    private func promote(_ mapping: Tree.Index) -> Action.Promote? {
        guard let place = place(mapping) else { return nil }
        var promote = Action.Promote(place: place, plannedLoss: nil, emergencyLoss: nil)
        guard let bound = tree.value(.maxLoss, in: mapping) else { return promote }
        if tree[bound].kind == .mapping {
            promote.plannedLoss = tree.value(.planned, in: bound).flatMap(duration)
            promote.emergencyLoss = tree.value(.emergency, in: bound).flatMap(duration)
        } else {
            promote.plannedLoss = duration(bound)
            promote.emergencyLoss = promote.plannedLoss
        }
        return promote
    }

    private func scale(_ mapping: Tree.Index) -> Action.Scale? {
        guard let place = place(mapping), let to = tree.value(.to, in: mapping).flatMap(share) else { return nil }
        return Action.Scale(place: place, to: to)
    }

    private func approve(_ mapping: Tree.Index) -> Action.Approve? {
        guard let ask = text(.ask, mapping) else { return nil }
        let notInitiator = tree.value(.notInitiator, in: mapping)
        return Action.Approve(
            ask: ask, from: texts(.from, mapping) ?? [], need: tree.value(.need, in: mapping).flatMap(integer),
            notInitiator: notInitiator.flatMap(scalar).map { Located($0.value == "true", at: $0.span) },
            within: tree.value(.within, in: mapping).flatMap(duration),
            onTimeout: choice(.onTimeout, mapping, Action.Approve.OnTimeout.self))
    }

    private func child(_ value: Tree.Index, _ step: Tree.Index) -> Action.Child? {
        guard let parts = tree.withText(value, { NameText.child($0) }) else { return nil }
        let name = tree.withText(value) { $0.extracting(0..<parts.at).string }
        return Action.Child(name: Located(name, at: tree.span(value)), version: parts.version, with: with(step))
    }

    private func notify(_ mapping: Tree.Index) -> Action.Notify? {
        guard let channel = text(.channel, mapping), let message = text(.message, mapping) else { return nil }
        return Action.Notify(channel: channel, message: message)
    }
}
