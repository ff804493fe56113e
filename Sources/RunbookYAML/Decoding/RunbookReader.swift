package import Runbook

/// Reads runbooks.
package enum RunbookReader {
    package static func read(_ bytes: [UInt8], file: String) -> Reading<Runbook> {
        DocumentReader.read(bytes, file: file, as: .runbook, makesDrafts: true) { $0.runbook() }
    }
}
