import Runbook

/// One thing that the checker looks for: a rule a file, with the page that explains it.
protocol Rule: SendableMetatype {
    static var page: RulePage { get }
    /// Whether the page's examples are runbooks for an environment, without which the rule is silent.
    static var needsEnvironment: Bool { get }
    /// Reports each place that breaks the rule.
    static func check(_ subject: CheckSubject)
}

extension Rule {
    static var needsEnvironment: Bool { false }
}
