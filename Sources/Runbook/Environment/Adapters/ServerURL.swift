/// Where an HTTP server is: a scheme, a host, and perhaps a port and a path.
package struct ServerURL: Hashable, Sendable {
    package let text: String

    /// Nil for anything else, such as one with a user, a query or a fragment: secrets do not belong there.
    package init?(_ text: String) {
        let rest: Substring
        if text.hasPrefix(ServerURL.secure) {
            rest = text.dropFirst(ServerURL.secure.count)
        } else if text.hasPrefix(ServerURL.plain) {
            rest = text.dropFirst(ServerURL.plain.count)
        } else {
            return nil
        }
        self.text = text.hasSuffix("/") ? String(text.dropLast()) : text
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let (authority, path) = (rest[..<slash], rest[slash...])
        guard path.utf8.count <= 201, path.utf8.allSatisfy({ ServerURL.isPathByte($0) }),
            ServerURL.isAuthority(authority)
        else { return nil }
    }

    /// The host, and the port where it is written: as the header `Host` has it.
    package var authority: String {
        String(text.dropFirst(scheme.count).prefix { $0 != "/" })
    }

    /// From `/`; nothing for the server's own URL.
    package var path: String { String(text.dropFirst(scheme.count + authority.count)) }

    /// Where it is when there is no TLS.
    package var plainEndpoint: Endpoint? {
        guard scheme == ServerURL.plain else { return nil }
        let hasPort = authority.hasSuffix("]") ? false : authority.contains(":")
        return Endpoint(hasPort ? authority : "\(authority):80")
    }

    private var scheme: String { text.hasPrefix(ServerURL.plain) ? ServerURL.plain : ServerURL.secure }

    private static let (plain, secure) = ("http://", "https://")

    private static func isAuthority(_ text: Substring) -> Bool {
        if text.hasPrefix("["), let end = text.lastIndex(of: "]") {
            let host = text[text.index(after: text.startIndex)..<end]
            return !host.isEmpty && host.utf8.count <= 251
                && host.utf8.allSatisfy { isHexadecimal($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
                && isPort(text[text.index(after: end)...])
        }
        let colon = text.firstIndex(of: ":") ?? text.endIndex
        let host = text[..<colon]
        return !host.isEmpty && host.utf8.count <= 253 && isPort(text[colon...])
            && host.utf8.allSatisfy { isPathByte($0) && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "~") }
    }

    /// Nothing, or a colon and a number.
    private static func isPort(_ text: Substring) -> Bool {
        guard text.first == ":" else { return text.isEmpty }
        let digits = text.dropFirst()
        return !digits.isEmpty && digits.utf8.count <= 5 && digits.first != "0" && digits.utf8.allSatisfy(isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }

    private static func isPathByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            || [UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "-"), UInt8(ascii: "/")].contains(
                byte)
    }
}
