package import Runbook

/// The right to act for a run, for a while. Whoever does not renew it in time may be taken over from.
package protocol RunLease: Sendable {
    /// How often it is renewed, well inside its life.
    var renewalInterval: Duration { get }

    /// Returns when it is time to renew it; throws when the task is cancelled.
    func waitForRenewal() async throws

    /// Whether it certainly has not run out: an executor acts only while this is so. By a clock that nobody sets and
    /// that goes on while the process or the machine is suspended.
    var isCertain: Bool { get }

    /// Throws `superseded` when somebody else has taken the run over meanwhile.
    /// - Parameter time: what time it is in the run, so that a successor can tell how much has passed since.
    func renew(at time: Milliseconds) async throws(StoreError)
}

extension RunLease {
    package func waitForRenewal() async throws { try await Task.sleep(for: renewalInterval) }
}
