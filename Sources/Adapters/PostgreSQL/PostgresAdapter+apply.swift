package import Engine
import Runbook
import RunbookCompiler
import World

/// Acting.
extension PostgresAdapter {
    package func apply(_ assignment: Assignment) async -> EffectReport {
        let deadline = Deadline(assignment.timeout)
        let seen = memory.takeSight()
        do {
            switch assignment.effect {
            case .fence(let region, _): return try await fence(region, deadline)
            case .unfence(let region, _): return try await unfence(region, deadline)
            case .promote(let region, _, _): return try await promote(region, assignment.mode, seen, deadline)
            case .follow(let region, let followings):
                return try await follow(region, followings.first?.source, deadline)
            case .verify(let from, let to, _): return try await verify(from, to, deadline)
            case .prepare(.promote(let region, _, _)): return try await prepare(region, deadline)
            case .release(.promote(let region, _, _)): return try await release(region, deadline)
            case .route, .scale, .custom, .notify, .prepare, .release:
                return EffectReport(
                    .notDone(.invalid), detail: "postgresql does not \(assignment.effect.action) anything")
            }
        } catch let stop as Refusal {
            return EffectReport(.notDone(stop.failure), detail: stop.why)
        } catch let stop as Doubt {
            return EffectReport(.inDoubt, detail: stop.why)
        } catch {
            return EffectReport(.inDoubt, detail: "\(error)")
        }
    }

    /// Nothing was done, and this is why.
    struct Refusal: Error {
        var failure: EffectFailure
        var why: String
    }

    /// Something may have been done.
    struct Doubt: Error {
        var why: String
    }

    func known(_ region: RegionIndex) throws(Refusal) -> PostgresServer {
        guard let server = server(of: region) else {
            throw Refusal(failure: .invalid, why: "postgresql was told of no server in \(topology.name(of: region))")
        }
        return server
    }

    /// Asks what changes nothing.
    func look(
        _ server: PostgresServer, _ question: String, _ deadline: Deadline
    ) async throws(Refusal) -> [PostgresConnection.Row] {
        do throws(PostgresFailure) {
            return try await server.acting.ask(question, within: limit(deadline), isRepeatable: true)
        } catch {
            throw refusal(error, server)
        }
    }

    func sight(of server: PostgresServer, _ deadline: Deadline) async throws(Refusal) -> ServerSight {
        do throws(PostgresFailure) {
            return try await ServerSight.read(from: server.acting, within: limit(deadline))
        } catch {
            throw refusal(error, server)
        }
    }

    /// Asks what changes something.
    func act(_ server: PostgresServer, _ statement: String, _ deadline: Deadline) async throws {
        do throws(PostgresFailure) {
            _ = try await server.acting.ask(statement, within: deadline.left)
        } catch {
            if error.isHarmless { throw refusal(error, server) }
            throw Doubt(why: "\(server.place): \(error.sentence)")
        }
    }

    /// The same, where something has been done already, so that a failure leaves the whole in doubt.
    func actOn(_ server: PostgresServer, _ statement: String, _ deadline: Deadline) async throws(Doubt) {
        do throws(PostgresFailure) {
            _ = try await server.acting.ask(statement, within: deadline.left)
        } catch {
            throw Doubt(why: "\(server.place): \(error.sentence)")
        }
    }

    private func limit(_ deadline: Deadline) -> Milliseconds { deadline.within(settings.timeout) }

    func refusal(_ failure: PostgresFailure, _ server: PostgresServer) -> Refusal {
        let kind: EffectFailure =
            switch failure {
            // What may not be done, or does not exist.
            case .refused(let code, _): code.hasPrefix("42") ? .invalid : .refused
            default: .unreachable
            }
        return Refusal(failure: kind, why: "\(server.place): \(failure.sentence)")
    }

    private static let shortestLook = Milliseconds(5)

    /// Returns as soon as it is so, or false when the time is over.
    func wait(
        _ deadline: Deadline, every pause: Milliseconds = Milliseconds(1), until isSo: () async throws -> Bool
    ) async throws -> Bool {
        while true {
            if try await isSo() { return true }
            if deadline.isOver || Task.isCancelled { return false }
            try? await Task.sleep(for: .milliseconds(pause.rawValue))
            // A look without time would say no more than that it had none.
            if deadline.left < PostgresAdapter.shortestLook { return false }
        }
    }
}
