package import Runbook

/// Reads runbooks.
package enum RunbookReader {
    package static func read(_ bytes: [UInt8], file: String) -> Reading<Runbook> {
        DocumentReader.read(bytes, file: file, as: .runbook, makesDrafts: true) { decoder in
            var runbook = decoder.runbook()
            runbook?.size = bytes.count
            return runbook
        }
    }
}
