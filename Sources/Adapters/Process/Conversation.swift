import Runbook
import Subprocess
import SystemPackage

/// One request to a program: it is started, told one JSON object, and answers with another before it ends.
struct Conversation: Sendable {
    let program: [String]

    static let longestAnswer = 1 << 20
    /// From being asked to end until being ended.
    private static let grace = Milliseconds.seconds(1)

    /// What went wrong where there is no answer.
    enum Failure: Error, Hashable {
        /// It was never started.
        case notStarted(why: String)
        /// It was started, and may have done something.
        case noAnswer(why: String)

        var sentence: String {
            switch self {
            case .notStarted(let why): "it cannot be started: \(why)"
            case .noAnswer(let why): why
            }
        }
    }

    /// - Parameter limit: after which the program and all that it started are ended.
    func ask(_ request: JSON, within limit: Milliseconds) async throws(Failure) -> JSON {
        guard let path = program.first else { throw .notStarted(why: "no program is named") }
        let result: Result<JSON, Failure>
        do {
            result = try await withThrowingTaskGroup(of: Result<JSON, Failure>.self) { group in
                group.addTask { await converse(path, request) }
                group.addTask {
                    try await Task.sleep(for: .milliseconds(limit.rawValue))
                    return .failure(.noAnswer(why: "it does not answer within \(limit)"))
                }
                defer { group.cancelAll() }
                return try await group.next() ?? .failure(.noAnswer(why: "it was given up"))
            }
        } catch {
            throw .noAnswer(why: "it was given up")
        }
        return try result.get()
    }

    private func converse(_ path: String, _ request: JSON) async -> Result<JSON, Failure> {
        guard !Task.isCancelled else { return .failure(.notStarted(why: "it was given up")) }
        let question: FileDescriptor
        do {
            question = try QuestionFile.open(holding: request.text() + "\n")
        } catch {
            return .failure(.notStarted(why: "the request cannot be written: \(error)"))
        }
        let group = ProcessGroup()
        // Whatever it started and left behind ends with it.
        defer { group.end() }
        do {
            let ended = try await run(
                .path(FilePath(path)), arguments: Arguments(Array(program.dropFirst())), platformOptions: options,
                input: .fileDescriptor(question, closeAfterSpawningProcess: true),
                output: .string(limit: Conversation.longestAnswer), error: .string(limit: Conversation.longestAnswer)
            ) { execution in group.lead(by: execution.processIdentifier.value) }
            guard !Task.isCancelled else { return .failure(.noAnswer(why: "it was given up")) }
            return answer(ended.standardOutput, ended.standardError, ended.terminationStatus)
        } catch let error as SubprocessError where Conversation.isStart(error) {
            return .failure(.notStarted(why: "\(error)".printable))
        } catch {
            return .failure(.noAnswer(why: "\(error)".printable))
        }
    }

    private var options: PlatformOptions {
        var options = PlatformOptions()
        options.processGroupID = 0
        options.teardownSequence = [
            .gracefulShutDown(
                toProcessGroup: true, allowedDurationToNextStep: .milliseconds(Conversation.grace.rawValue))
        ]
        return options
    }

    private static func isStart(_ error: SubprocessError) -> Bool {
        [.spawnFailed, .executableNotFound, .failedToChangeWorkingDirectory].contains(error.code)
    }

    private func answer(
        _ output: String?, _ complaint: String?, _ status: TerminationStatus
    ) -> Result<JSON, Failure> {
        let said = Conversation.lastLine(complaint).map { ", and says \"\($0)\"" } ?? ""
        guard status.isSuccess else { return .failure(.noAnswer(why: "it ends \(Conversation.words(status))\(said)")) }
        guard let output, let json = JSONReader.read(Array(output.utf8)), case .object = json else {
            let text = Conversation.lastLine(output) ?? "nothing"
            return .failure(.noAnswer(why: "it answers \"\(text)\", which is no JSON object\(said)"))
        }
        return .success(json)
    }

    private static func words(_ status: TerminationStatus) -> String {
        switch status {
        case .exited(let code): "with status \(code)"
        case .signaled(let signal): "by signal \(signal)"
        }
    }

    private static func lastLine(_ text: String?) -> String? {
        text?.split(whereSeparator: \.isNewline).last.map { String($0.prefix(200)).printable }
    }
}
