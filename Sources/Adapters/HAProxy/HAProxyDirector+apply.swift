package import Engine
import Runbook
import RunbookCompiler
package import World

/// Closing the way to a region, and opening the way to one alone.
extension HAProxyDirector {
    package func apply(_ assignment: Assignment) async -> EffectReport {
        guard let plan = passages(for: assignment.effect) else {
            return EffectReport(
                .notDone(.invalid), detail: "\(place) leads clients, and does not \(assignment.effect.action)")
        }
        let limit = min(assignment.timeout, settings.timeout)
        let runtime = RuntimeAPI(settings.runtime.value, timeout: limit)
        do throws(ExchangeFailure) {
            return try await bring(plan, runtime, Deadline(assignment.timeout))
        } catch {
            let answer: EffectReport.Answer = error.isHarmless ? .notDone(.unreachable) : .inDoubt
            return EffectReport(answer, detail: "\(place): \(error.sentence)")
        }
    }

    /// What each server is to be; those that are to be closed come first.
    private struct Wanted {
        var backend: String
        var region: RegionIndex
        var isOpen: Bool
    }

    /// Nil for what is none of its business, or of a service that it was not told of.
    private func passages(for effect: Effect) -> [Wanted]? {
        switch effect {
        case .fence(let region, let services):
            wanted(services) { [Wanted(backend: $0, region: region, isOpen: false)] }
        case .unfence(let region, let services), .promote(let region, let services, _):
            wanted(services) { backend in
                let others = topology.regionIndices.filter { $0 != region }
                return others.map { Wanted(backend: backend, region: $0, isOpen: false) }
                    + [Wanted(backend: backend, region: region, isOpen: true)]
            }
        default: nil
        }
    }

    private func wanted(_ services: ServiceSet, _ make: (String) -> [Wanted]) -> [Wanted]? {
        let named = services.compactMap { backends[$0.index] }
        return named.count == services.count ? named.flatMap(make) : nil
    }

    private func bring(
        _ plan: [Wanted], _ runtime: RuntimeAPI, _ deadline: Deadline
    ) async throws(ExchangeFailure) -> EffectReport {
        let looked: [String]
        do throws(ExchangeFailure) {
            looked = try await runtime.run([HAProxyDirector.look])
        } catch {
            return EffectReport(.notDone(.unreachable), detail: "\(place): \(error.sentence)")
        }
        guard let table = StatTable(looked[0]) else { return refusal(looked[0]) }
        var commands: [String] = []
        for wanted in plan {
            guard let passage = passage(to: wanted.region, of: wanted.backend, in: table) else {
                // A region that is not there needs not be closed.
                guard wanted.isOpen || plan.count == 1 else { continue }
                return EffectReport(
                    .notDone(.invalid), detail: "\(place) has no server \(server(wanted))")
            }
            if passage != (wanted.isOpen ? .open : .closed) { commands += self.commands(wanted) }
        }
        guard !Task.isCancelled else { return EffectReport(.inDoubt, detail: "nothing was sent: it was given up") }
        if commands.isEmpty { return EffectReport(.done, detail: "\(place): \(words(plan))") }
        let answers = try await runtime.run(commands + [HAProxyDirector.look])
        for (command, answer) in zip(commands, answers) where !answer.isEmpty { return refusal(answer, to: command) }
        return try await confirmed(plan, answers[commands.count], runtime, deadline)
    }

    /// Cut connections are gone a moment later; one that is still being made only when it is made or its time is over.
    private func confirmed(
        _ plan: [Wanted], _ answer: String, _ runtime: RuntimeAPI, _ deadline: Deadline
    ) async throws(ExchangeFailure) -> EffectReport {
        var answer = answer
        while true {
            guard let table = StatTable(answer) else { return EffectReport(.inDoubt, detail: "\(place): \(answer)") }
            let rest = plan.filter {
                let passage = passage(to: $0.region, of: $0.backend, in: table)
                return passage != nil && passage != ($0.isOpen ? .open : .closed)
            }
            if rest.isEmpty { return EffectReport(.done, detail: "\(place): \(words(plan))") }
            if deadline.isOver || Task.isCancelled { break }
            try? await Task.sleep(for: .milliseconds(1))
            answer = try await runtime.run(rest.flatMap(commands) + [HAProxyDirector.look]).last ?? ""
        }
        return EffectReport(.inDoubt, detail: "\(place): connections to what was closed are still there")
    }

    private func commands(_ wanted: Wanted) -> [String] {
        wanted.isOpen
            ? ["set server \(server(wanted)) state ready"]
            : ["set server \(server(wanted)) state maint", "shutdown sessions server \(server(wanted))"]
    }

    private func server(_ wanted: Wanted) -> String { "\(wanted.backend)/\(servers[wanted.region.index])" }

    private func words(_ plan: [Wanted]) -> String {
        let opened = plan.filter(\.isOpen)
        return opened.isEmpty
            ? plan.map { "\(server($0)) closed" }.joined(separator: ", ")
            : opened.map { "\(server($0)) alone open" }.joined(separator: ", ")
    }

    private func refusal(_ answer: String, to command: String? = nil) -> EffectReport {
        let complaint = HAProxyComplaint(answer)
        let asked = command.map { " to \"\($0)\"" } ?? ""
        return EffectReport(
            .notDone(complaint.text.hasPrefix("No such") ? .invalid : .refused),
            detail: "\(place) says \"\(complaint.text)\"\(asked)")
    }

    package func calls(for effect: Effect, in world: WorldState) -> [String] {
        (passages(for: effect) ?? []).filter { wanted in
            guard let service = backends.firstIndex(of: wanted.backend) else { return true }
            return wanted.isOpen || world[wanted.region, ServiceIndex(service)].isFenced != .yes
        }.flatMap(commands).map { $0 + "  (\(settings.runtime.value))" }
    }
}
