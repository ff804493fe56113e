import Runbook

/// A program that starts, stops and rebuilds servers: what SQL cannot do. It is asked as the process adapter asks.
struct ControlProgram: Sendable {
    let program: [String]
    let service: String

    enum Failure: Error, Hashable {
        /// It certainly did nothing.
        case notDone(why: String, isFinal: Bool)
        /// It may have done something.
        case inDoubt(why: String)

        var sentence: String {
            switch self {
            case .notDone(let why, _), .inDoubt(let why): why
            }
        }
    }

    /// Of one server.
    struct Status: Hashable {
        var isRunning: Bool
        /// Whoever starts it gets a standby.
        var hasStandbySignal: Bool
        var isClean: Bool
        /// Of the checkpoint with which it was shut down.
        var position: LogPosition?
        var timeline: UInt32?
        /// When it last wrote to its log, since 1970 by its own clock; of one that does not run.
        var lastWrite: Milliseconds?

        var isStoppedAsStandby: Bool { !isRunning && hasStandbySignal && isClean }
    }

    func status(of region: String, within limit: Milliseconds) async throws(Failure) -> Status {
        Status(try await ask("db_status", region, [], within: limit))
    }

    /// Shuts a server down so that whoever starts it gets a standby.
    func stop(_ region: String, within limit: Milliseconds) async throws(Failure) -> Status {
        Status(try await done("db_stop", region, [JSON.Member("as_standby", .bool(true))], within: limit))
    }

    func start(_ region: String, asStandby: Bool, within limit: Milliseconds) async throws(Failure) {
        _ = try await done("db_start", region, [JSON.Member("as_standby", .bool(asStandby))], within: limit)
    }

    /// Makes a server a standby of another one, whatever it was: what it has and the other has not is lost.
    func rejoin(_ region: String, to source: Endpoint, within limit: Milliseconds) async throws(Failure) {
        let place: JSON =
            switch source {
            case .host(let host, let port): ["host": .string(host), "port": .integer(Int64(port))]
            case .socket(let path): ["socket": .string(path)]
            }
        _ = try await done(
            "db_rejoin", region, [JSON.Member("source", place), JSON.Member("name", .string(region))], within: limit)
    }

    func check(within limit: Milliseconds) async throws(Failure) -> JSON {
        try await ask("check", nil, [], within: limit)
    }

    private func done(
        _ verb: String, _ region: String, _ members: [JSON.Member], within limit: Milliseconds
    ) async throws(Failure) -> JSON {
        let answer = try await ask(verb, region, members, within: limit)
        let detail = answer["detail"]?.string.map { String($0.prefix(300)).printable } ?? "it does not say why"
        switch answer["outcome"]?.string {
        case "done": return answer
        case "not_done":
            throw .notDone(why: "\(place): \(detail)", isFinal: answer["failure"]?.string == "invalid")
        default: throw .inDoubt(why: "\(place): \(detail)")
        }
    }

    private func ask(
        _ verb: String, _ region: String?, _ members: [JSON.Member], within limit: Milliseconds
    ) async throws(Failure) -> JSON {
        var request = [
            JSON.Member("switchyard", 1), JSON.Member("do", .string(verb)), JSON.Member("service", .string(service)),
            JSON.Member("timeout_ms", .integer(limit.rawValue)),
        ]
        if let region { request.append(JSON.Member("region", .string(region))) }
        do throws(Conversation.Failure) {
            return try await Conversation(program: program).ask(.object(request + members), within: limit)
        } catch {
            let why = "\(place): \(error.sentence)"
            if case .notStarted = error { throw .notDone(why: why, isFinal: false) }
            throw .inDoubt(why: why)
        }
    }

    /// For messages.
    var place: String { program.first ?? "no program" }
}

extension ControlProgram.Status {
    /// What is left out is taken for the worse.
    fileprivate init(_ answer: JSON) {
        isRunning = answer["running"]?.bool ?? true
        hasStandbySignal = answer["standby_signal"]?.bool ?? false
        isClean = answer["clean"]?.bool ?? false
        position = answer["position"]?.string.flatMap(LogPosition.init)
        timeline = answer["timeline"]?.double.flatMap { UInt32(exactly: $0) }
        lastWrite = isRunning ? nil : answer["last_write_ms"]?.double.flatMap { Milliseconds(told: $0) }
    }
}
