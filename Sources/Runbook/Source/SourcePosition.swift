/// A place in a source text: line and column, both counted from 1; a column is a Unicode scalar.
@frozen
public struct SourcePosition: Hashable, Sendable, Comparable {
    /// From 1.
    public var line: UInt32
    /// From 1, in Unicode scalars.
    public var column: UInt32

    /// A line and a column.
    @inlinable
    public init(line: UInt32, column: UInt32) {
        self.line = line
        self.column = column
    }

    package static let start = SourcePosition(line: 1, column: 1)

    /// In reading order.
    @inlinable
    public static func < (left: Self, right: Self) -> Bool {
        left.line != right.line ? left.line < right.line : left.column < right.column
    }
}
