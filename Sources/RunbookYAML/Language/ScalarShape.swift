/// A scalar, and whether `$name` may stand for it.
package struct ScalarShape: Sendable {
    package var kind: ScalarKind
    package var allowsReference: Bool

    package init(_ kind: ScalarKind, allowsReference: Bool = false) {
        self.kind = kind
        self.allowsReference = allowsReference
    }

    package var noun: String { kind.noun }
}
