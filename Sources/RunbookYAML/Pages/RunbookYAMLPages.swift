package import Runbook

/// What `switchyard explain` says about the codes of this target.
package enum RunbookYAMLPages {
    package static let all: [RulePage] = reading + syntax + structure + values + conditions + parameters + documents

    /// Codes about a file rather than its text, about more text than an example can show, or about what is around it.
    package static let withoutExample: Set<String> = [
        Code.unreadable, .tooLarge, .tooDeep, .tooManyValues, .tooManyProblems, .unknownAdapter, .otherRunbook,
    ].reduce(into: []) { $0.insert($1.rawValue) }

    static func page(
        _ code: Code, _ title: String, _ why: String, bad: String, badInWords: String? = nil, good: String,
        surroundings: RulePage.Surroundings = RulePage.Surroundings()
    ) -> RulePage {
        RulePage(
            code: code.rawValue, title: title, why: why, bad: bad, badInWords: badInWords, good: good,
            surroundings: surroundings)
    }

    /// A small runbook with these lines under "steps".
    static func runbook(_ steps: String = "  - id: settle\n    wait: 5m\n", head: String = "") -> String {
        "runbook: example\nversion: 1\nstrategy: custom\n\(head)steps:\n\(steps)"
    }

    /// A small runbook whose only gate requires this.
    static func gate(_ condition: String) -> String {
        runbook(
            "  - id: check\n    gate: fit\n",
            head: "parameters:\n  target: {type: region, default: us-west-2}\n"
                + "gates:\n  fit:\n    require:\n      - \(condition)\n    within: 5m\n")
    }

    /// A small runbook whose only parameter is declared like this.
    static func parameter(_ name: String, _ declaration: String) -> String {
        runbook(
            "  - id: settle\n    title: Wait as $\(name) says\n    wait: 5m\n",
            head: "parameters:\n  \(name): \(declaration)\n")
    }

    /// A small environment with these lines added.
    static func environment(
        regions: String =
            "  us-east-1: {role: primary, capacity: 900/s, peak_load: 700/s}\n  us-west-2: {role: secondary, capacity: 900/s, peak_load: 700/s}\n",
        services: String = "  orders_db: {type: database}\n", more: String = ""
    ) -> String {
        "environment: example\nregions:\n\(regions)services:\n\(services)\(more)"
    }

    /// A small fault plan that expects this.
    static func faults(
        runbook: String = "gradual", expect: String = "{outcome: held}",
        events: String = "  - {at: 4m, region: us-west-2, fault: fail}\n"
    ) -> String {
        "faults: example\nrunbook: \(runbook)\nexpect: \(expect)\nevents:\n\(events)"
    }
}
