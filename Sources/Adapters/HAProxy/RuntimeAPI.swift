import Runbook

/// HAProxy's runtime API: commands on one line, each answered by lines of text and an empty one.
struct RuntimeAPI: Sendable {
    private let exchange: TextExchange

    init(_ endpoint: Endpoint, timeout: Milliseconds) {
        exchange = TextExchange(endpoint: endpoint, timeout: timeout)
    }

    /// The answers, one a command.
    func run(_ commands: [String]) async throws(ExchangeFailure) -> [String] {
        let text = try await exchange.ask(commands.joined(separator: ";") + "\n")
        let answers = RuntimeAPI.answers(in: text)
        guard answers.count == commands.count else {
            throw .cutOff(why: "\(answers.count) answers to \(commands.count) commands")
        }
        return answers
    }

    /// Those that are whole: each ends with an empty line.
    static func answers(in text: String) -> [String] {
        var answers: [String] = []
        var lines: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            if line.isEmpty {
                answers.append(lines.joined(separator: "\n"))
                lines.removeAll()
            } else {
                lines.append(line)
            }
        }
        return answers
    }
}
