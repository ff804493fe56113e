/// A failover strategy as its author wrote it, decoded and typed but not yet checked.
package struct Runbook: Hashable, Sendable {
    package var file: String
    package var name: Located<String>
    package var version: Located<Int64>
    package var summary: Located<String>?
    package var strategy: Located<Strategy>
    package var parameters: [Parameter]
    package var objectives: Objectives
    package var limits: Limits
    package var defaults: Defaults
    package var gates: [Gate]
    /// What no command of a run may make untrue.
    package var always: [Gate.Requirement]
    package var steps: [Element]
    package var finally: [Element]
    /// Of its text, in bytes; what it costs to hold is in proportion.
    package var size = 0

    package struct Objectives: Hashable, Sendable {
        package var rto: Argument<Milliseconds>?
        package var rpo: Argument<Milliseconds>?

        package init(rto: Argument<Milliseconds>? = nil, rpo: Argument<Milliseconds>? = nil) {
            self.rto = rto
            self.rpo = rpo
        }
    }

    package struct Limits: Hashable, Sendable {
        package var deadline: Argument<Milliseconds>?
        package var rollbackReserve: Argument<Milliseconds>?

        package init(deadline: Argument<Milliseconds>? = nil, rollbackReserve: Argument<Milliseconds>? = nil) {
            self.deadline = deadline
            self.rollbackReserve = rollbackReserve
        }
    }

    package struct Defaults: Hashable, Sendable {
        package var timeout: Argument<Milliseconds>?
        package var attemptTimeout: Argument<Milliseconds>?
        package var retry: Retry?

        package init(
            timeout: Argument<Milliseconds>? = nil, attemptTimeout: Argument<Milliseconds>? = nil, retry: Retry? = nil
        ) {
            self.timeout = timeout
            self.attemptTimeout = attemptTimeout
            self.retry = retry
        }
    }

    package init(
        file: String, name: Located<String>, version: Located<Int64>, summary: Located<String>?,
        strategy: Located<Strategy>, parameters: [Parameter], objectives: Objectives, limits: Limits,
        defaults: Defaults, gates: [Gate], always: [Gate.Requirement], steps: [Element], finally: [Element]
    ) {
        self.file = file
        self.name = name
        self.version = version
        self.summary = summary
        self.strategy = strategy
        self.parameters = parameters
        self.objectives = objectives
        self.limits = limits
        self.defaults = defaults
        self.gates = gates
        self.always = always
        self.steps = steps
        self.finally = finally
    }
}
