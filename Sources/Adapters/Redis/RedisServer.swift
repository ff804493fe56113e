import Runbook

/// The server of one region. One connection serves one call.
struct RedisServer: Sendable {
    let region: String
    let endpoint: Endpoint
    let user: String?
    let password: SecretSource?
    let timeout: Milliseconds

    enum Failure: Error, Hashable {
        /// It cannot have heard of it.
        case unreachable(why: String)
        /// It says no.
        case refused(why: String)
        /// It may have done it.
        case inDoubt(why: String)

        var sentence: String {
            switch self {
            case .unreachable(let why), .inDoubt(let why): why
            case .refused(let why): "it says \"\(why)\""
            }
        }
    }

    /// For messages.
    var place: String { "redis of \(region) at \(endpoint)" }

    /// The answers, one a command; the first that says no ends it.
    func ask(_ commands: [[String]], within limit: Milliseconds) async throws(Failure) -> [RedisReply] {
        var conversation = commands
        if let password {
            do throws(SecretFailure) {
                let secret = try password.read()
                conversation.insert(["AUTH"] + [user, secret].compactMap(\.self), at: 0)
            } catch {
                throw .unreachable(why: error.why)
            }
        }
        let text = (conversation + [["QUIT"]]).map(RedisServer.encoded).joined()
        let answer: String
        do throws(ExchangeFailure) {
            answer = try await TextExchange(endpoint: endpoint, timeout: min(limit, timeout)).ask(text)
        } catch {
            throw error.isHarmless ? .unreachable(why: error.sentence) : .inDoubt(why: error.sentence)
        }
        return try replies(answer, to: conversation, commands.count)
    }

    private func replies(
        _ answer: String, to conversation: [[String]], _ count: Int
    ) throws(Failure) -> [RedisReply] {
        guard let replies = RedisReply.all(in: answer) else {
            throw .inDoubt(why: "its answer is cut off, or not that of a Redis: \"\(brief(answer))\"")
        }
        for reply in replies {
            guard case .error(let why) = reply else { continue }
            let text = String(why.prefix(200)).printable
            // Whoever is not let in has not been heard.
            let isClosed = ["NOAUTH", "WRONGPASS", "NOPERM"].contains { text.hasPrefix($0) }
            throw isClosed ? .unreachable(why: "it says \"\(text)\"") : .refused(why: text)
        }
        guard replies.count == conversation.count + 1 else {
            throw .inDoubt(why: "\(replies.count) answers to \(conversation.count + 1) commands")
        }
        return Array(replies.dropLast().suffix(count))
    }

    private func brief(_ text: String) -> String { String(text.prefix(60)).printable }

    private static func encoded(_ words: [String]) -> String {
        "*\(words.count)\r\n" + words.map { "$\($0.utf8.count)\r\n\($0)\r\n" }.joined()
    }
}
