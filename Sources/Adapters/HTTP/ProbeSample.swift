import Runbook

/// What came of asking a URL once.
struct ProbeSample: Hashable, Sendable {
    enum Verdict: UInt8, Sendable {
        /// A status from 200 to 299.
        case well
        /// Another answer.
        case ill
        /// No answer in time.
        case overdue
        /// No connection, or one that was cut off.
        case unreachable
    }

    /// When it was over.
    var moment: Milliseconds
    /// In milliseconds.
    var length: Float
    var verdict: Verdict

    var isAnswered: Bool { verdict == .well || verdict == .ill }

    /// One that was given up had taken at least that long. Where nobody could be asked, there is nothing to wait for.
    var responseTime: Double? { verdict == .unreachable ? nil : Double(length) }
}
