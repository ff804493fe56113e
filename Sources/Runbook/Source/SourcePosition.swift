/// A place in a source text: line and column, both counted from 1; a column is a Unicode scalar.
@frozen
public struct SourcePosition: Hashable, Sendable, Comparable {
    public var line: UInt32
    public var column: UInt32

    @inlinable
    public init(line: UInt32, column: UInt32) {
        self.line = line
        self.column = column
    }

    package static let start = SourcePosition(line: 1, column: 1)

    @inlinable
    public static func < (left: Self, right: Self) -> Bool {
        left.line != right.line ? left.line < right.line : left.column < right.column
    }
}
