/// Where a secret is to be found; never the secret itself.
package enum SecretSource: Hashable, Sendable {
    /// A variable of the environment in which Switchyard runs.
    case variable(String)
    /// A file that holds it and nothing else; a line break at its end does not count.
    case file(String)
}

extension SecretSource: CustomStringConvertible {
    package var description: String {
        switch self {
        case .variable(let name): "the variable \(name)"
        case .file(let path): "the file \(path)"
        }
    }
}
