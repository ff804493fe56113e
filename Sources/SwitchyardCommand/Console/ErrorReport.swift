import Runbook
import Switchyard

/// Says what went wrong, and ends with the code for it.
enum ErrorReport {
    static func leave(with error: OrchestratorError) -> Never {
        print(error)
        Output.exit(status(of: error))
    }

    static func print(_ error: OrchestratorError) {
        if !error.diagnostics.isEmpty {
            let text = DiagnosticFormat.human.render(
                error.diagnostics, sources: error.sources, style: Terminal.errorStyle, width: Terminal.width)
            return Output.complain(text)
        }
        var text = Terminal.errorStyle.red("error") + ": " + error.message.printable + "\n"
        if !error.help.isEmpty { text += "  \(error.help.printable)\n" }
        Output.complain(text)
    }

    static func status(of error: OrchestratorError) -> ExitStatus {
        switch error.kind {
        case .invalid, .refused, .busy: .findings
        case .unusable: .usage
        case .store, .interrupted: .failed
        }
    }
}
