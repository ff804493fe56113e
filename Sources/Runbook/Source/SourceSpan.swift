/// A half-open stretch of a source text: `end` is the position just after the last character.
@frozen
public struct SourceSpan: Hashable, Sendable {
    /// Of the first character.
    public var start: SourcePosition
    /// Just after the last character.
    public var end: SourcePosition

    /// The stretch between two positions.
    @inlinable
    public init(start: SourcePosition, end: SourcePosition) {
        self.start = start
        self.end = end
    }

    /// The span of a file as a whole, for what is missing rather than wrong.
    package static let startOfFile = SourceSpan(start: .start, end: .start)
}
