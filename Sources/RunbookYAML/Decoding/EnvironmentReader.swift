package import Runbook

/// Reads environments, and checks what needs nothing but the environment itself, beside errors of structure too.
package enum EnvironmentReader {
    package static func read(_ bytes: [UInt8], file: String) -> Reading<Environment> {
        DocumentReader.read(bytes, file: file, as: .environment, makesDrafts: true) { decoder in
            EnvironmentChecks.run(decoder.outline(), sink: &decoder.sink)
            return decoder.environment()
        }
    }
}
