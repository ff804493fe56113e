package import Runbook
import RunbookCompiler
import RunbookYAML

/// The pages of every diagnostic code, wherever it is reported.
package enum RulePages {
    package static var all: [RulePage] { (RunbookYAMLPages.all + Checker.pages).sorted { $0.code < $1.code } }

    package static func page(_ code: String) -> RulePage? { all.first { $0.code == code.uppercased() } }

    /// As `switchyard explain` prints it.
    package static func text(of page: RulePage, style: Style = .plain) -> String {
        func example(_ text: String) -> String {
            text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    \($0)" }
                .joined(separator: "\n")
        }
        return """
            \(style.bold("\(page.code): \(page.title)"))

            \(page.why)

            \(style.red("Rejected:"))

            \(example(page.bad))

            \(style.green("Mended:"))

            \(example(page.good))

            """
    }
}
