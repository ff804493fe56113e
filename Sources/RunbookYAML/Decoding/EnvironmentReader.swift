package import Runbook

/// Reads environments, and checks what needs nothing but the environment itself.
package enum EnvironmentReader {
    package static func read(_ bytes: [UInt8], file: String) -> Reading<Environment> {
        DocumentReader.read(bytes, file: file, as: .environment) { decoder in
            let environment = decoder.environment()
            if let environment { EnvironmentChecks.run(environment, sink: &decoder.sink) }
            return environment
        }
    }
}
