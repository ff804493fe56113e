import Runbook

extension LanguageReference {
    static func values() -> String {
        let kinds: [(String, ScalarKind)] = [
            ("name", .id), ("region", .regionName), ("action of an adapter", .actionName),
            ("child runbook", .childName),
            ("duration", .duration), ("percentage", .share), ("rate", .rate), ("bandwidth", .bandwidth),
        ]
        var text = "\n## Values\n\n`$name` stands for a parameter where the tables say so, always as a whole value.\n\n"
        text += "| value | written as |\n|---|---|\n"
        for (name, kind) in kinds {
            let pattern = (kind.pattern ?? "").split(separator: "|", omittingEmptySubsequences: false)
            text += "| \(name) | `\(pattern.joined(separator: "\\|"))` |\n"
        }
        return text
    }

    static func conditions() -> String {
        var text = """

            ## Conditions

            `metric(region[, service]) [over duration] op quantity`, `$mode == planned` and `$name op value`, joined by `not`, `and` and
            `or`, which bind in this order, and parentheses. `over` may also follow the quantity. The operators are \
            \(ComparisonOperator.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")).

            | metric | is | `over` |
            |---|---|---|

            """
        for entry in Metric.builtIn {
            let window = entry.metric.isWindowed ? "yes" : "no"
            text += "| `\(entry.name)` | \(entry.dimension.noun), such as `\(entry.dimension.example)` | \(window) |\n"
        }
        return text + "| `custom.NAME` | what the environment declares for it | yes |\n"
    }

    static func properties() -> String {
        var text = """

            ## Properties

            What `always` lists is true of the regions before, between and after the effects of a run: `prove` refutes a runbook of which a
            command makes one untrue, which ends and leaves one untrue, or which waits for people's answer while one is untrue and nothing
            looks. What breaks by itself is not the runbook's doing. They are written like conditions, of

            | written as | is |
            |---|---|

            """
        for (form, meaning) in forms { text += "| `\(form)` | \(meaning) |\n" }
        return text
    }

    private static var forms: [(String, String)] {
        Claim.Tally.allCases.map { ("\($0.rawValue)[(service)] op number", meaning($0)) }
            + Claim.Trait.allCases.map { ("\($0.rawValue)(region[, service])", meaning($0)) }
            + Claim.metrics.map { ("\($0.name)(region[, service]) op quantity", "what it is for each service") }
            + [(Claim.runningName, "the run has not come to its end"), ("$mode == planned", "as in conditions")]
    }

    private static func meaning(_ tally: Claim.Tally) -> String {
        switch tally {
        case .servingRegions: "how many regions get requests and serve them, for each service"
        case .writers: "how many regions acknowledge writes, for each service that keeps data"
        }
    }

    private static func meaning(_ trait: Claim.Trait) -> String {
        switch trait {
        case .healthy: "it answers and serves"
        case .reachable: "it answers"
        case .writer: "it acknowledges writes"
        case .fenced: "it may not acknowledge writes"
        case .standby: "it follows the writer, directly or over others"
        case .current: "its data is the writer's, or behind by no more than the threshold"
        }
    }

    static func codes() -> String {
        var text =
            "\n## Codes\n\nWhat reading a document can find; `switchyard explain CODE` shows each with examples.\n\n"
        text += "| code | finding |\n|---|---|\n"
        for page in RunbookYAMLPages.all.sorted(by: { $0.code < $1.code }) {
            text += "| `\(page.code)` | \(page.title) |\n"
        }
        return text
    }
}
