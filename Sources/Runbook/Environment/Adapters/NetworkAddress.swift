/// An address of a machine: `192.0.2.1` or `2001:db8::1`.
package struct NetworkAddress: Hashable, Sendable {
    package let text: String

    package init?(_ text: String) {
        guard NetworkAddress.isFour(text) || NetworkAddress.isSix(text) else { return nil }
        self.text = text
    }

    package var isSix: Bool { text.utf8.contains(UInt8(ascii: ":")) }

    private static func isFour(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                (1...3).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
                    && (part == "0" || part.first != "0") && Int(part).map { $0 < 256 } ?? false
            }
    }

    /// Eight groups, or fewer and one `::`.
    private static func isSix(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (3...8).contains(parts.count),
            parts.allSatisfy({ $0.utf8.count <= 4 && $0.utf8.allSatisfy(isHexadecimal) })
        else { return false }
        let holes = text.ranges(of: "::").count
        if text.contains(":::") || holes > 1 { return false }
        if text.hasPrefix(":"), !text.hasPrefix("::") { return false }
        if text.hasSuffix(":"), !text.hasSuffix("::") { return false }
        return holes == 1 || parts.count == 8
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }
}
