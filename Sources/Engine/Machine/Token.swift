/// Which attempt of a node an answer belongs to, so that a late one is recognised.
package struct Token: Hashable, Sendable {
    package var attempt: UInt8
    package var isUndo: Bool

    package init(attempt: UInt8, isUndo: Bool) {
        self.attempt = attempt
        self.isUndo = isUndo
    }
}
