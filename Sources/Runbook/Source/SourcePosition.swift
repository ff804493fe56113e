/// A place in a source text: line and column, both counted from 1; a column is a Unicode scalar.
package struct SourcePosition: Hashable, Sendable, Comparable {
    package var line: UInt32
    package var column: UInt32

    package init(line: UInt32, column: UInt32) {
        self.line = line
        self.column = column
    }

    package static let start = SourcePosition(line: 1, column: 1)

    package static func < (left: Self, right: Self) -> Bool {
        left.line != right.line ? left.line < right.line : left.column < right.column
    }
}
