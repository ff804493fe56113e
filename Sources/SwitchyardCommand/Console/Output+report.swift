import Runbook
import Switchyard

extension Output {
    static func write(_ report: some LookoutReport, asJSON: Bool) {
        write(asJSON ? report.json.text(.indented) + "\n" : text(report))
    }

    /// Tables are made for 80 columns; wider ones are not easier to read.
    static func text(_ report: some LookoutReport) -> String {
        report.text(Terminal.style, width: min(Terminal.width, 80))
    }
}
