/// What a checker found.
package struct Violation: Hashable, Sendable {
    package var checker: String
    package var message: String

    package init(checker: String, message: String) {
        self.checker = checker
        self.message = message
    }
}
