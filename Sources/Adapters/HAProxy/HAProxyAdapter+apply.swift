package import Engine
import Runbook
import RunbookCompiler
package import World

/// Setting weights.
extension HAProxyAdapter {
    package func apply(_ assignment: Assignment) async -> EffectReport {
        guard case .route(let from, let to, let routes) = assignment.effect else {
            return EffectReport(.notDone(.invalid), detail: "\(place) moves traffic and nothing else")
        }
        let limit = min(assignment.timeout, settings.timeout)
        let runtime = RuntimeAPI(settings.runtime.value, timeout: limit)
        do throws(ExchangeFailure) {
            return try await route(routes, from, to, runtime)
        } catch {
            let answer: EffectReport.Answer = error.isHarmless ? .notDone(.unreachable) : .inDoubt
            return EffectReport(answer, detail: "\(place): \(error.sentence)")
        }
    }

    private func route(
        _ routes: [Effect.Route], _ from: RegionIndex, _ to: RegionIndex, _ runtime: RuntimeAPI
    ) async throws(ExchangeFailure) -> EffectReport {
        let looked: [String]
        do throws(ExchangeFailure) {
            looked = try await runtime.run(["show servers state"])
        } catch {
            // Whatever became of a look, it has changed nothing.
            return EffectReport(.notDone(.unreachable), detail: "\(place): \(error.sentence)")
        }
        guard let states = ServerState.all(in: looked[0]) else { return refusal(looked[0]) }
        var commands: [String] = []
        for route in routes {
            let name = topology.name(of: route.service)
            guard let backend = backends[route.service.index] else {
                return EffectReport(.notDone(.invalid), detail: "\(place) was told of no backend for \(name)")
            }
            guard let shares = shares(of: backend, in: states) else {
                return EffectReport(.notDone(.invalid), detail: "\(place) has no backend \(backend)")
            }
            if let why = objection(shares, backend, to: [(to, route.to), (from, route.from)]) {
                return EffectReport(.notDone(.conflict), detail: "\(place): \(why)")
            }
            guard let weights = shares.weights(giving: [from.index: route.from, to.index: route.to]) else {
                return EffectReport(
                    .notDone(.invalid), detail: "\(place): \(backend) cannot be shared so in whole percents")
            }
            commands += self.commands(weights, backend, to)
        }
        guard !Task.isCancelled else { return EffectReport(.inDoubt, detail: "nothing was sent: it was given up") }
        let answers = try await runtime.run(commands + ["show servers state"])
        for (command, answer) in zip(commands, answers) where !answer.isEmpty { return refusal(answer, to: command) }
        return confirmed(routes, from, to, answers[commands.count])
    }

    /// Why a server is not given more than it has.
    private func objection(
        _ shares: BackendShares, _ backend: String, to wanted: [(region: RegionIndex, share: BasisPoints)]
    ) -> String? {
        for (region, share) in wanted {
            let server = "\(backend)/\(servers[region.index])"
            if share > .zero, shares.isClosed(region.index) {
                return "somebody has closed \(server); \"set server \(server) state ready\" opens it"
            }
            if share > shares.share(of: region.index) ?? .zero, shares.isDown(region.index) {
                return "its checks find \(server) down"
            }
        }
        return nil
    }

    /// Whoever takes over comes first, so that there is always somebody to take what comes.
    private func commands(_ weights: [Int: Int], _ backend: String, _ first: RegionIndex) -> [String] {
        ([first.index] + weights.keys.sorted().filter { $0 != first.index }).map {
            command(backend, $0, weight: weights[$0] ?? 0)
        }
    }

    private func command(_ backend: String, _ region: Int, weight: Int) -> String {
        "set server \(backend)/\(servers[region]) weight \(weight)"
    }

    package func calls(for effect: Effect, in world: WorldState) -> [String] {
        guard case .route(let from, let to, let routes) = effect else { return [] }
        return routes.flatMap { route -> [String] in
            guard let backend = backends[route.service.index] else { return [] }
            return [(to, route.to), (from, route.from)].map { region, share in
                command(backend, region.index, weight: Int(share.rawValue / 100)) + "  (\(settings.runtime.value))"
            }
        }
    }

    /// The answers were good; what counts is what is there now.
    private func confirmed(
        _ routes: [Effect.Route], _ from: RegionIndex, _ to: RegionIndex, _ text: String
    ) -> EffectReport {
        guard let states = ServerState.all(in: text) else { return EffectReport(.inDoubt, detail: "\(place): \(text)") }
        var reached: [String] = []
        for route in routes {
            guard let backend = backends[route.service.index], let shares = shares(of: backend, in: states),
                let (left, taken) = shares.share(of: from.index).flatMap({ left in
                    shares.share(of: to.index).map { (left, $0) }
                })
            else { return EffectReport(.inDoubt, detail: "\(place): a backend or server is gone") }
            reached.append("\(backend) \(servers[from.index]) \(left), \(servers[to.index]) \(taken)")
            guard left == route.from, taken == route.to else {
                return EffectReport(.notDone(.conflict), detail: "\(place): \(reached.last ?? "")")
            }
        }
        return EffectReport(.done, detail: "\(place): " + reached.joined(separator: "; "))
    }

    private func refusal(_ answer: String, to command: String? = nil) -> EffectReport {
        let complaint = HAProxyComplaint(answer)
        // What is named wrongly stays so.
        let isFinal = complaint.text.hasPrefix("No such") || complaint.text.hasPrefix("Backend is using a static")
        let asked = command.map { " to \"\($0)\"" } ?? ""
        return EffectReport(
            .notDone(isFinal ? .invalid : .refused), detail: "\(place) says \"\(complaint.text)\"\(asked)")
    }
}
