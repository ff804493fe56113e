/// A named input of a runbook.
package struct Parameter: Hashable, Sendable {
    package var name: Located<String>
    package var type: Located<ParameterType>
    package var defaultValue: Located<ParameterValue>?
    package var summary: String?

    package init(
        name: Located<String>, type: Located<ParameterType>, defaultValue: Located<ParameterValue>?, summary: String?
    ) {
        self.name = name
        self.type = type
        self.defaultValue = defaultValue
        self.summary = summary
    }
}
