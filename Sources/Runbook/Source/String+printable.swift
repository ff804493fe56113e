extension Unicode.Scalar {
    /// Not for a terminal: it would move the cursor, change colours or reorder the line.
    package var isUnprintable: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x2028...0x2029, 0xFEFF: true
        default: false
        }
    }
}

extension String {
    /// Safe to print: what could steer a terminal is replaced.
    package var printable: String {
        guard unicodeScalars.contains(where: \.isUnprintable) else { return self }
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars { result.append(scalar.isUnprintable ? "\u{FFFD}" : scalar) }
        return String(result)
    }
}
