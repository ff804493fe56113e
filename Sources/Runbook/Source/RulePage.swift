/// What `switchyard explain CODE` prints about one diagnostic code, and the examples that the tests run.
package struct RulePage: Hashable, Sendable {
    package var code: String
    /// A noun phrase or short sentence, such as "unknown key".
    package var title: String
    /// Why the rule exists: what would happen in production without it.
    package var why: String
    /// A whole runbook (or environment) that the rule rejects with exactly this code.
    package var bad: String
    /// The same, mended.
    package var good: String

    package init(code: String, title: String, why: String, bad: String, good: String) {
        self.code = code
        self.title = title
        self.why = why
        self.bad = bad
        self.good = good
    }
}
