package import Engine
import Runbook
import RunbookCompiler
package import World

/// Pausing and resuming.
extension PgBouncerAdapter {
    package func apply(_ assignment: Assignment) async -> EffectReport {
        let wanted: Pool
        let services: ServiceSet
        switch assignment.effect {
        case .fence(_, let own): (wanted, services) = (.paused, own)
        case .unfence(_, let own), .promote(_, let own, _): (wanted, services) = (.open, own)
        default:
            return EffectReport(
                .notDone(.invalid), detail: "\(place) lets clients wait, and does not \(assignment.effect.action)")
        }
        let names = services.compactMap { databases[$0.index] }
        guard names.count == services.count else {
            return EffectReport(.notDone(.invalid), detail: "\(place) was told of no database for one of them")
        }
        return await bring(names, to: wanted, Deadline(assignment.timeout))
    }

    private func bring(_ names: [String], to wanted: Pool, _ deadline: Deadline) async -> EffectReport {
        let pools: [String: Pool]
        do throws(PostgresFailure) {
            pools = try await self.pools(within: deadline.within(settings.timeout))
        } catch {
            return EffectReport(.notDone(.unreachable), detail: "\(place): \(error.sentence)")
        }
        if let unknown = names.first(where: { pools[$0] == nil }) {
            return EffectReport(.notDone(.invalid), detail: "\(place) has no database \(unknown)")
        }
        for name in names where pools[name] != wanted {
            guard !Task.isCancelled else { return EffectReport(.inDoubt, detail: "\(place): it was given up") }
            let report = wanted == .paused ? await pause(name, deadline) : await resume(name, deadline)
            if report.answer != .done { return report }
        }
        let list = names.joined(separator: ", ")
        if wanted == .paused { return EffectReport(.done, detail: "\(place): clients of \(list) wait") }
        let waiting = await waitUntilServed(names, deadline)
        let rest = waiting == 0 ? "" : ", \(waiting.map(String.init) ?? "some") of them not yet"
        return EffectReport(.done, detail: "\(place): clients of \(list) are served\(rest)")
    }

    /// A client that was kept waiting waits on until there is a connection for it. To do nothing else meanwhile serves it
    /// soonest; for how long is bounded, since what was asked for has been done.
    ///
    /// - Returns: how many still wait; nil when that cannot be found out.
    private func waitUntilServed(_ names: [String], _ deadline: Deadline) async -> Int? {
        let short = Deadline(deadline.within(PgBouncerAdapter.longestWelcome))
        while true {
            let pools = try? await console.table("show pools", within: deadline.within(settings.timeout))
            let waiting = pools.map { rows in
                rows.filter { names.contains($0["database"] ?? "") }.reduce(0) {
                    $0 + (Int($1["cl_waiting"] ?? "") ?? 0)
                }
            }
            if waiting == 0 || short.isOver || Task.isCancelled { return waiting }
            try? await Task.sleep(for: .milliseconds(4))
        }
    }

    private static let longestWelcome = Milliseconds(200)

    /// One open transaction keeps a pause from being complete; then clients go on as before.
    private func pause(_ name: String, _ deadline: Deadline) async -> EffectReport {
        do throws(PostgresFailure) {
            _ = try await pausing.ask("pause \(name)", within: deadline.within(settings.pauseTimeout))
            return EffectReport(.done)
        } catch {
            let why = "\(place): \"pause \(name)\": \(error.sentence)"
            if case .overdue = error {
                let back = await resume(name, Deadline(settings.timeout))
                let what = "a transaction has not ended within \(settings.pauseTimeout)"
                return back.answer == .done
                    ? EffectReport(.notDone(.refused), detail: "\(place): \(what), and clients of \(name) go on")
                    : EffectReport(.inDoubt, detail: "\(place): \(what); \(back.detail)")
            }
            return EffectReport(error.isHarmless ? .notDone(.refused) : .inDoubt, detail: why)
        }
    }

    private func resume(_ name: String, _ deadline: Deadline) async -> EffectReport {
        do throws(PostgresFailure) {
            _ = try await console.ask("resume \(name)", within: deadline.within(settings.timeout))
            return EffectReport(.done)
        } catch {
            return EffectReport(
                error.isHarmless ? .notDone(.refused) : .inDoubt,
                detail: "\(place): \"resume \(name)\": \(error.sentence)")
        }
    }

    package func calls(for effect: Effect, in world: WorldState) -> [String] {
        switch effect {
        case .fence(_, let services): lines("pause", services)
        case .unfence(_, let services), .promote(_, let services, _): lines("resume", services)
        default: []
        }
    }

    private func lines(_ verb: String, _ services: ServiceSet) -> [String] {
        services.compactMap { databases[$0.index] }.map { "\(verb) \($0);  (\(settings.address.value))" }
    }
}
