/// A mapping with known keys.
package final class ObjectShape: Sendable {
    package let summary: String
    /// With its article: `a step`.
    package let noun: String
    package let fields: [Field]
    package let rules: [ObjectRule]
    /// Bits by field index.
    let required: UInt64
    private let indices: [UInt8]

    package init(_ noun: String, _ summary: String, _ fields: [Field], rules: [ObjectRule] = []) {
        self.noun = noun
        self.summary = summary
        self.fields = fields
        self.rules = rules
        var indices = [UInt8](repeating: .max, count: Key.allCases.count)
        var required: UInt64 = 0
        for (index, field) in fields.enumerated() {
            indices[Int(field.key.rawValue)] = UInt8(index)
            if field.isRequired { required |= 1 << UInt64(index) }
        }
        self.indices = indices
        self.required = required
    }

    @inline(__always)
    package func index(of key: Key) -> Int? {
        let index = indices[Int(key.rawValue)]
        return index == .max ? nil : Int(index)
    }

    func mask(of keys: [Key]) -> UInt64 {
        keys.reduce(0) { mask, key in index(of: key).map { mask | 1 << UInt64($0) } ?? mask }
    }
}
