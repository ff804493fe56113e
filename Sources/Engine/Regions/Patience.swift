import Runbook

/// For how long an answer is waited for.
enum Patience {
    /// Nil when it has not come in time; whoever asks is told to give up then.
    ///
    /// - Parameter limit: by real time; nil for as long as it takes.
    static func answer<Answer: Sendable>(
        within limit: Milliseconds?, _ ask: @escaping @Sendable () async -> Answer
    ) async -> Answer? {
        guard let limit else { return await ask() }
        return await withTaskGroup(of: Answer?.self) { group in
            group.addTask { await ask() }
            group.addTask {
                try? await Task.sleep(for: .milliseconds(limit.rawValue))
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }
}
