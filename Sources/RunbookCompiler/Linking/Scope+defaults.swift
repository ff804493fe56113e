import Runbook

/// What a step says, else what its runbook's defaults say, else the standard.
extension Scope {
    func timeout(of step: Step) -> Milliseconds {
        time(step.timeout) ?? standardTimeout
    }

    func attemptTimeout(of step: Step) -> Milliseconds? {
        time(step.attemptTimeout) ?? time(runbook.defaults.attemptTimeout)
    }

    /// Field by field.
    func retry(of step: Step) -> RetryPolicy {
        guard let retry = step.retry else { return standardRetry }
        var policy = standardRetry
        apply(retry, to: &policy)
        return policy
    }

    func retryOfDefaults() -> RetryPolicy {
        var policy = RetryPolicy.standard
        if let retry = runbook.defaults.retry { apply(retry, to: &policy) }
        return policy
    }

    private func apply(_ retry: Retry, to policy: inout RetryPolicy) {
        if let attempts = number(retry.attempts) { policy.attempts = UInt8(max(1, min(100, attempts))) }
        if let delay = time(retry.delay) { policy.delay = delay }
        if let factor = number(retry.factor) { policy.factor = max(1, factor) }
        if let maximum = time(retry.maximumDelay) { policy.maximumDelay = maximum }
    }
}
