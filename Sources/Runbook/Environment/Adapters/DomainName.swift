/// A name in the DNS, with or without its final dot.
package struct DomainName: Hashable, Sendable {
    /// In small letters and with its final dot, however it was written.
    package let canonical: String

    package init?(_ text: String) {
        let name = text.hasSuffix(".") ? text.dropLast() : text[...]
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard name.utf8.count <= 253, labels.allSatisfy(DomainName.isLabel) else { return nil }
        canonical = name.lowercased() + "."
    }

    package func isWithin(_ zone: DomainName) -> Bool {
        canonical == zone.canonical || canonical.hasSuffix("." + zone.canonical)
    }

    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count) && label.utf8.first != UInt8(ascii: "-")
            && label.utf8.last != UInt8(ascii: "-")
            && label.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
                    || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
            }
    }
}

extension DomainName: CustomStringConvertible {
    package var description: String { canonical }
}
