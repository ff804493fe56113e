import Foundation
import Runbook

extension SecretSource {
    /// Read anew for each connection, so that one that was changed is not used any more.
    func read() throws(SecretFailure) -> String {
        switch self {
        case .variable(let name):
            guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else {
                throw SecretFailure(why: "\(self) is not set")
            }
            return value
        case .file(let path):
            guard let data = FileManager.default.contents(atPath: path) else {
                throw SecretFailure(why: "\(self) cannot be read")
            }
            let text = String(decoding: data, as: UTF8.self)
            let value = text.hasSuffix("\n") ? String(text.dropLast()) : text
            guard !value.isEmpty else { throw SecretFailure(why: "\(self) is empty") }
            return value
        }
    }
}

/// A secret that is not where it should be. Says where, and never what.
struct SecretFailure: Error, Hashable {
    let why: String
}
