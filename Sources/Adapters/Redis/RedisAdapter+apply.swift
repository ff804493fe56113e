package import Engine
import Runbook
import RunbookCompiler
import World

/// Acting.
extension RedisAdapter {
    package func apply(_ assignment: Assignment) async -> EffectReport {
        let deadline = Deadline(assignment.timeout)
        do throws(Stop) {
            switch assignment.effect {
            case .fence(let region, _): return try await fence(region, deadline)
            case .unfence(let region, _): return try await unfence(region, deadline)
            case .promote(let region, _, _): return try await promote(region, assignment.mode, deadline)
            case .follow(let region, let followings):
                return try await follow(region, followings.first?.source ?? nil, deadline)
            case .verify(let from, let to, _): return try await verify(from, to, deadline)
            case .route, .scale, .custom, .notify, .prepare, .release:
                return EffectReport(.notDone(.invalid), detail: "redis does not \(assignment.effect.action) anything")
            }
        } catch {
            return EffectReport(error.answer, detail: error.why)
        }
    }

    /// What it ends with where it is not done.
    struct Stop: Error {
        var answer: EffectReport.Answer
        var why: String
    }

    func known(_ region: RegionIndex) throws(Stop) -> RedisServer {
        guard let server = server(of: region) else {
            throw Stop(
                answer: .notDone(.invalid), why: "redis was told of no server in \(topology.name(of: region))")
        }
        return server
    }

    func look(_ server: RedisServer, _ deadline: Deadline) async throws(Stop) -> RedisSight {
        do throws(RedisServer.Failure) {
            return try await sight(of: server, deadline.left)
        } catch {
            throw Stop(answer: .notDone(.unreachable), why: "\(server.place): \(error.sentence)")
        }
    }

    func act(_ server: RedisServer, _ commands: [[String]], _ deadline: Deadline) async throws(Stop) {
        guard !Task.isCancelled else { throw Stop(answer: .inDoubt, why: "\(server.place): it was given up") }
        do throws(RedisServer.Failure) {
            _ = try await server.ask(commands, within: deadline.left)
        } catch {
            let answer: EffectReport.Answer =
                switch error {
                case .unreachable: .notDone(.unreachable)
                // The first of several may have been done before another was refused.
                case .refused: commands.count > 1 ? .inDoubt : .notDone(.refused)
                case .inDoubt: .inDoubt
                }
            throw Stop(answer: answer, why: "\(server.place): \(error.sentence)")
        }
    }

    /// After something was done: what cannot be seen leaves it in doubt.
    func wait(
        _ server: RedisServer, _ deadline: Deadline, _ what: String, until isSo: (RedisSight) -> Bool
    ) async throws(Stop) -> RedisSight {
        while true {
            if let sight = try? await sight(of: server, deadline.left), isSo(sight) { return sight }
            if deadline.isOver || Task.isCancelled { throw Stop(answer: .inDoubt, why: "\(server.place): \(what)") }
            try? await Task.sleep(for: .milliseconds(2))
        }
    }
}
