package import Runbook
import RunbookCompiler
import RunbookYAML

/// The pages of every diagnostic code, wherever it is reported.
package enum RulePages {
    package static var all: [RulePage] {
        (RunbookYAMLPages.all + Checker.pages + CheckProof.pages).sorted { $0.code < $1.code }
    }

    package static func page(_ code: String) -> RulePage? { all.first { $0.code == code.uppercased() } }

    /// As `switchyard explain` prints it.
    package static func text(of page: RulePage, style: Style = .plain) -> String {
        """
        \(style.bold("\(page.code): \(page.title)"))

        \(page.why)

        \(style.red("Rejected:"))

        \(indented(page.badInWords ?? page.bad))

        \(style.green("Mended:"))

        \(indented(page.good))

        """ + surroundings(of: page, style)
    }

    /// What the examples have around them, and how they are checked then.
    private static func surroundings(of page: RulePage, _ style: Style) -> String {
        let around = page.surroundings
        var text = around.files.map { "\n\(style.bold("Beside it, \($0.name):"))\n\n\(indented($0.text))\n" }.joined()
        var command = "switchyard check example.yaml"
        if let environment = around.environment {
            text += "\n\(style.bold("The environment, \(environment.name):"))\n\n\(indented(environment.text))\n"
            command += " --environment \(environment.name)"
        }
        for (name, value) in around.parameters.sorted(by: { $0.key < $1.key }) { command += " --set \(name)=\(value)" }
        if around.isProved { command += " --prove" }
        if let remark = around.remark { text += "\n\(remark)\n" }
        if around.environment != nil || !around.parameters.isEmpty { text += "\nChecked with: \(command)\n" }
        return text
    }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    \($0)" }
            .joined(separator: "\n")
    }
}
