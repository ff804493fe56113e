import Runbook

/// Text where success would have had none, or where something else was asked for.
struct HAProxyComplaint: Error, Hashable {
    /// Its first line, short enough for a message.
    let text: String

    init(_ answer: String) { text = String((answer.split(separator: "\n").first ?? "nothing").prefix(120)).printable }
}
