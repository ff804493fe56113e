/// What happens to simulated regions while a runbook runs against them, and how that run is expected to end.
package struct FaultPlan: Hashable, Sendable {
    package var file: String
    package var name: Located<String>
    package var summary: String?
    /// The runbook it was written for, by name.
    package var runbook: Located<String>
    package var mode: Mode
    package var parameters: [Action.NamedArgument]
    package var approvals: Approvals
    package var expect: Expectation
    package var faults: [Fault]

    /// How people answer while the plan plays.
    package enum Approvals: String, Hashable, Sendable, CaseIterable {
        case granted, declined, silent
    }

    package struct Expectation: Hashable, Sendable {
        package var outcome: Located<Outcome>
        /// The id of the step that decides the end, such as the one that failed.
        package var step: Located<String>?
        package var writer: Located<String>?
        /// Region by region, the share of traffic at the end.
        package var weights: [Weight]

        package init(
            outcome: Located<Outcome>, step: Located<String>?, writer: Located<String>?, weights: [Weight]
        ) {
            self.outcome = outcome
            self.step = step
            self.writer = writer
            self.weights = weights
        }
    }

    package struct Weight: Hashable, Sendable {
        package var region: Located<String>
        package var share: BasisPoints

        package init(region: Located<String>, share: BasisPoints) {
            self.region = region
            self.share = share
        }
    }

    /// Where a run can come to rest.
    package enum Outcome: String, Hashable, Sendable, CaseIterable {
        case succeeded, stopped, held
        case rolledBack = "rolled_back"
    }

    package struct Fault: Hashable, Sendable {
        package var at: Milliseconds
        package var subject: Subject
        package var kind: Kind
        package var span: SourceSpan

        package init(at: Milliseconds, subject: Subject, kind: Kind, span: SourceSpan) {
            self.at = at
            self.subject = subject
            self.kind = kind
            self.span = span
        }
    }

    package enum Subject: Hashable, Sendable {
        case region(Located<String>)
        case service(Located<String>, region: Located<String>)
        case link(from: Located<String>, to: Located<String>)
    }

    package enum Kind: Hashable, Sendable {
        /// Dead: serves nothing, answers nothing; a link carries nothing.
        case fail
        /// Answers this many times slower; a link has this fraction of its bandwidth.
        case slow(factor: Double)
        /// Alive and serving its own users, but cut off from the other regions and from us.
        case partition
        /// As it was before any fault.
        case restore
        /// The next so many effects of this action there are refused and change nothing.
        case refuse(action: String, times: Int64)
        /// The next so many effects of this action there are performed, but the reply is lost.
        case loseReply(action: String, times: Int64)
        /// The next so many effects of this action there are lost on the way.
        case loseRequest(action: String, times: Int64)
    }

    package init(
        file: String, name: Located<String>, summary: String?, runbook: Located<String>, mode: Mode,
        parameters: [Action.NamedArgument], approvals: Approvals, expect: Expectation, faults: [Fault]
    ) {
        self.file = file
        self.name = name
        self.summary = summary
        self.runbook = runbook
        self.mode = mode
        self.parameters = parameters
        self.approvals = approvals
        self.expect = expect
        self.faults = faults
    }
}
