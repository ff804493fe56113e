/// A piece of a condition's text.
struct ConditionToken: Equatable {
    enum Kind: Equatable {
        /// A name, a quantity or `$name`: anything without spaces or signs.
        case word
        /// Quoted; the quotation marks are part of the range.
        case text
        case comparison
        case open, close, comma
        /// A character, or a run of them, that means nothing here.
        case stray
        case end
    }

    var kind: Kind
    /// Bytes of the condition's text.
    var range: Range<Int>
}
