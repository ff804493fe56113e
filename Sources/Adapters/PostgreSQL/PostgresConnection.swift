import CLibPQ
import Dispatch
import Foundation
import Runbook
import Synchronization

/// One connection, opened when it is first needed and again after it was lost. Questions follow one another.
///
/// libpq is used without blocking, on a queue of its own: whatever the server does, a question ends by its time limit.
final class PostgresConnection: @unchecked Sendable {
    // `handle` is touched on `queue` alone.
    private var handle: OpaquePointer?
    private let queue: DispatchQueue
    private let target: PostgresTarget

    init(_ target: PostgresTarget) {
        self.target = target
        queue = DispatchQueue(label: "postgres \(target.endpoint)")
    }

    deinit { PQfinish(handle) }

    typealias Row = [String?]

    private struct Answer {
        var names: [String] = []
        var rows: [Row] = []
    }

    /// The rows by the names of their columns; what is null is left out. Asked once more when a kept connection is lost.
    func table(
        _ statement: String, within limit: Milliseconds
    ) async throws(PostgresFailure) -> [[String: String]] {
        let answer = try await answer(statement, within: limit, isRepeatable: true)
        return answer.rows.map { row in
            Dictionary(
                zip(answer.names, row).compactMap { name, value in value.map { (name, $0) } },
                uniquingKeysWith: { first, _ in first })
        }
    }

    /// The rows of the last of the statements.
    ///
    /// - Parameter isRepeatable: whether it may be asked once more, when a connection that was kept turns out to be lost.
    func ask(
        _ statement: String, within limit: Milliseconds, isRepeatable: Bool = false
    ) async throws(PostgresFailure) -> [Row] {
        try await answer(statement, within: limit, isRepeatable: isRepeatable).rows
    }

    private func answer(
        _ statement: String, within limit: Milliseconds, isRepeatable: Bool
    ) async throws(PostgresFailure) -> Answer {
        let deadline = Deadline(limit)
        let hasEnded = Mutex(false)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation {
                (continuation: CheckedContinuation<Result<Answer, PostgresFailure>, Never>) in
                queue.async { [self] in
                    let isGivenUp = { hasEnded.withLock { $0 } }
                    continuation.resume(
                        returning: Result { () throws(PostgresFailure) in
                            try run(statement, Limits(deadline: deadline, isGivenUp: isGivenUp), isRepeatable)
                        })
                }
            }
        } onCancel: {
            hasEnded.withLock { $0 = true }
        }
        return try result.get()
    }

    /// Whether something is wrong with a connection shows only when it is used.
    private func run(
        _ statement: String, _ limits: Limits, _ isRepeatable: Bool
    ) throws(PostgresFailure) -> Answer {
        let isKept = handle != nil
        do throws(PostgresFailure) {
            return try once(statement, limits)
        } catch .cutOff(let why) {
            guard isKept, isRepeatable else { throw .cutOff(why: why) }
            return try once(statement, limits)
        }
    }

    private func once(_ statement: String, _ limits: Limits) throws(PostgresFailure) -> Answer {
        let connection = try opened(limits)
        do throws(PostgresFailure) {
            return try exchange(statement, connection, limits)
        } catch {
            if case .refused = error { throw error }
            // Whatever is still under way on it belongs to nobody any more.
            close()
            throw error
        }
    }

    /// Whatever is open on it, such as a transaction, ends.
    func end() { queue.async { self.close() } }

    private func close() {
        PQfinish(handle)
        handle = nil
    }

    private func opened(_ limits: Limits) throws(PostgresFailure) -> OpaquePointer {
        if let handle {
            // A server that has ended the connection has said so.
            if !Limits.isReadable(PQsocket(handle)) { return handle }
            if PQconsumeInput(handle) == 1, PQstatus(handle) == CONNECTION_OK { return handle }
            close()
        }
        var parameters = target.parameters
        if let source = target.password {
            do throws(SecretFailure) {
                parameters.append((name: "password", value: try source.read()))
            } catch {
                throw .unreachable(why: error.why)
            }
        }
        let started = PostgresConnection.start(parameters)
        guard let started else { throw .unreachable(why: "there is no memory for it") }
        do throws(PostgresFailure) {
            try establish(started, limits)
        } catch {
            PQfinish(started)
            throw error
        }
        handle = started
        return started
    }

    private static func start(_ parameters: [(name: String, value: String)]) -> OpaquePointer? {
        let names = parameters.map { strdup($0.name) }
        let values = parameters.map { strdup($0.value) }
        defer { for text in names + values { free(text) } }
        var (keys, words) = (names.map { UnsafePointer($0) }, values.map { UnsafePointer($0) })
        keys.append(nil)
        words.append(nil)
        let connection = PQconnectStartParams(&keys, &words, 0)
        // Without this, notices would be written to the standard error.
        if let connection { PQsetNoticeProcessor(connection, { _, _ in }, nil) }
        return connection
    }

    private func establish(_ connection: OpaquePointer, _ limits: Limits) throws(PostgresFailure) {
        var wanted = PGRES_POLLING_WRITING
        while true {
            guard PQstatus(connection) != CONNECTION_BAD else { throw .unreachable(why: complaint(connection)) }
            switch limits.wait(PQsocket(connection), isReading: wanted == PGRES_POLLING_READING) {
            case .ready: break
            case .overdue: throw .overdue(isSent: false)
            case .givenUp: throw .givenUp(isSent: false)
            }
            wanted = PQconnectPoll(connection)
            switch wanted {
            case PGRES_POLLING_OK: return
            case PGRES_POLLING_FAILED:
                throw .unreachable(why: complaint(connection))
            default: continue
            }
        }
    }

    private func exchange(
        _ statement: String, _ connection: OpaquePointer, _ limits: Limits
    ) throws(PostgresFailure) -> Answer {
        guard !limits.isGivenUp() else { throw .givenUp(isSent: false) }
        guard PQsendQuery(connection, statement) == 1 else { throw .cutOff(why: complaint(connection)) }
        var answer = Answer()
        var refusal: PostgresFailure?
        while true {
            while PQisBusy(connection) == 1 {
                switch limits.wait(PQsocket(connection), isReading: true) {
                case .ready: break
                case .overdue:
                    cancel(connection)
                    throw .overdue(isSent: true)
                case .givenUp:
                    cancel(connection)
                    throw .givenUp(isSent: true)
                }
                guard PQconsumeInput(connection) == 1 else { throw .cutOff(why: complaint(connection)) }
            }
            guard let result = PQgetResult(connection) else { break }
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: answer = PostgresConnection.answer(result)
            default: refusal = refusal ?? self.refusal(result, connection)
            }
        }
        if let refusal { throw refusal }
        return answer
    }

    /// Asks the server to stop, without waiting for it to do so.
    private func cancel(_ connection: OpaquePointer) {
        guard let request = PQgetCancel(connection) else { return }
        // This blocks while it connects, so somebody else does it.
        let sendable = UInt(bitPattern: request)
        Thread.detachNewThread {
            let request = OpaquePointer(bitPattern: sendable)
            var text = [CChar](repeating: 0, count: 256)
            _ = PQcancel(request, &text, 256)
            PQfreeCancel(request)
        }
    }

    private func refusal(_ result: OpaquePointer, _ connection: OpaquePointer) -> PostgresFailure {
        guard PQstatus(connection) == CONNECTION_OK else { return .cutOff(why: complaint(connection)) }
        let code = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? ""
        let text = PQresultErrorField(result, Int32(UInt8(ascii: "M"))).map { String(cString: $0) } ?? ""
        // The server ends such a connection next.
        if code.hasPrefix("57P") { return .cutOff(why: text.printable) }
        return .refused(code: code, why: text.printable)
    }

    private static func answer(_ result: OpaquePointer) -> Answer {
        let (count, width) = (PQntuples(result), PQnfields(result))
        let rows = (0..<count).map { row in
            (0..<width).map { column in
                PQgetisnull(result, row, column) == 1 ? nil : String(cString: PQgetvalue(result, row, column))
            }
        }
        return Answer(names: (0..<width).map { String(cString: PQfname(result, $0)) }, rows: rows)
    }

    /// The last line that says something, without what it was told in secret.
    private func complaint(_ connection: OpaquePointer) -> String {
        let text = String(cString: PQerrorMessage(connection))
        let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        return String((lines.first { !$0.isEmpty } ?? "it ended without a word").prefix(300)).printable
    }
}
