/// Where a server listens: a host and a port, or the path of a UNIX socket.
package enum Endpoint: Hashable, Sendable {
    case host(String, port: Int)
    case socket(path: String)

    /// Of `127.0.0.1:9999`, `[::1]:9999`, `db.example.com:5432` or `/run/haproxy.sock`.
    package init?(_ text: String) {
        if text.hasPrefix("/") {
            // What a socket's address holds on Linux, less its final zero.
            guard text.utf8.count > 1, text.utf8.count <= 107, !text.utf8.contains(where: { $0 < 32 }) else {
                return nil
            }
            self = .socket(path: text)
            return
        }
        guard let colon = text.lastIndex(of: ":") else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
            guard host.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else { return nil }
        } else {
            guard host.utf8.allSatisfy(Endpoint.isHostByte) else { return nil }
        }
        let digits = text[text.index(after: colon)...]
        guard !host.isEmpty, host.utf8.count <= 253, digits.first != "0", digits.utf8.allSatisfy(Endpoint.isDigit),
            let port = Int(digits), (1...65_535).contains(port)
        else { return nil }
        self = .host(String(host), port: port)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."),
            UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: isDigit(byte)
        }
    }
}

extension Endpoint: CustomStringConvertible {
    package var description: String {
        switch self {
        case .host(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .socket(let path): path
        }
    }
}
