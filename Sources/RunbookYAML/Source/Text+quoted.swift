/// User text, short enough for a message.
extension String {
    var abbreviated: String {
        let flat = contains(where: \.isNewline) ? String(map { $0.isNewline ? " " : $0 }) : self
        return flat.unicodeScalars.count <= 60 ? flat : String(flat.unicodeScalars.prefix(57)) + "..."
    }
}

extension Span<UInt8> {
    var quoted: String {
        let shortened = count <= 300 ? self : extracting(first: 300)
        return shortened.string.abbreviated
    }

    var string: String { withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }

    @inline(__always)
    func equals(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        for index in indices where self[index] != text.utf8Start[index] { return false }
        return true
    }
}

extension Tree {
    /// A scalar's text for a message.
    package func quoted(_ index: Index) -> String { withText(index) { $0.quoted } }
}
