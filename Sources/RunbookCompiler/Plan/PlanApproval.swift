package import Runbook

/// An approval with every name resolved.
package struct PlanApproval: Hashable, Sendable {
    package var ask: String
    /// A bit for each of `Plan.roles` whose people may answer; none when anybody may.
    package var roles: UInt64
    package var need: UInt8
    package var notInitiator: Bool
    package var within: Milliseconds
    package var onTimeout: Action.Approve.OnTimeout

    package init(
        ask: String, roles: UInt64, need: UInt8 = 1, notInitiator: Bool = false, within: Milliseconds,
        onTimeout: Action.Approve.OnTimeout = .rollback
    ) {
        self.ask = ask
        self.roles = roles
        self.need = need
        self.notInitiator = notInitiator
        self.within = within
        self.onTimeout = onTimeout
    }
}
