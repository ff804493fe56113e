package import Runbook

/// The most acknowledged writes, as time, that a promotion may lose.
package struct LossBound: Hashable, Sendable {
    package var planned: Milliseconds
    package var emergency: Milliseconds

    package init(planned: Milliseconds, emergency: Milliseconds) {
        self.planned = planned
        self.emergency = emergency
    }

    package func bound(in mode: Mode) -> Milliseconds { mode == .planned ? planned : emergency }
}
