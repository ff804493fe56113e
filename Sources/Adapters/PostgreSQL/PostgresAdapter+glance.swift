import Runbook

/// Glances before and after something is done.
extension PostgresAdapter {
    func glance(at server: PostgresServer, _ deadline: Deadline) async throws(Refusal) -> ServerGlance {
        let rows = try await look(server, ServerGlance.question, deadline)
        guard let glance = rows.first.flatMap(ServerGlance.init) else {
            throw refusal(.senseless(why: "it is no glance at a server"), server)
        }
        return glance
    }

    /// Until something that has been done shows; nil when it does not in time. What cannot be found out leaves the whole in
    /// doubt.
    func wait(
        for server: PostgresServer, _ deadline: Deadline, until isSo: (ServerGlance) -> Bool
    ) async throws -> ServerGlance? {
        var seen: ServerGlance?
        let isShown = try await wait(deadline) {
            do throws(Refusal) {
                let glance = try await glance(at: server, deadline)
                seen = glance
                return isSo(glance)
            } catch {
                throw Doubt(why: error.why)
            }
        }
        return isShown ? seen : nil
    }

    /// Waits until a standby has taken over all up to a position.
    ///
    /// - Returns: up to where it has, when it was asked last.
    func awaitReplay(
        of server: PostgresServer, to end: LogPosition, every pause: Milliseconds = Milliseconds(1),
        _ deadline: Deadline
    ) async throws -> (isDone: Bool, last: LogPosition?) {
        var last: LogPosition?
        let isDone = try await wait(deadline, every: pause) {
            last = try await glance(at: server, deadline).end
            return last.map { $0 >= end } ?? false
        }
        return (isDone, last)
    }
}
