import Runbook

/// One thing that the checker looks for: a rule a file, with the page that explains it.
protocol Rule: SendableMetatype {
    static var page: RulePage { get }
    /// Whether the page's examples are runbooks for an environment, without which the rule is silent.
    static var needsEnvironment: Bool { get }
    /// Whether it may be applied to a draft: nothing that is absent from one can mislead it.
    static var judgesDrafts: Bool { get }
    /// What the command line sets when the page's examples are tried.
    static var exampleParameters: [String: String] { get }
    /// The children that the page's examples call, among those of `ExampleFiles`.
    static var exampleChildren: [String] { get }
    /// What else the page's examples assume: a sentence.
    static var exampleRemark: String? { get }
    /// Reports each place that breaks the rule.
    static func check(_ subject: CheckSubject)
}

extension Rule {
    static var needsEnvironment: Bool { false }
    static var judgesDrafts: Bool { false }
    static var exampleParameters: [String: String] { [:] }
    static var exampleChildren: [String] { [] }
    static var exampleRemark: String? { nil }
}
