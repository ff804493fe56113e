import Crypto

/// A file that a request was read from, and the SHA-256 of its text.
package struct InputDigest: Hashable, Sendable {
    package var file: String
    /// Hexadecimal.
    package var digest: String

    package init(_ file: String, _ text: some Sequence<UInt8>) {
        self.file = file
        digest = Hex.text(SHA256.hash(data: Array(text)))
    }
}
