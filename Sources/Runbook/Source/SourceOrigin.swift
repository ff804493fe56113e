/// Where something was written: the file as the user named it, and the span in it.
package struct SourceOrigin: Hashable, Sendable {
    package var file: String
    package var span: SourceSpan

    package init(file: String, span: SourceSpan) {
        self.file = file
        self.span = span
    }
}
