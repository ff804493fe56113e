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
