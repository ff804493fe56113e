import CLibYAML
import Runbook

/// What the builder has to say.
extension TreeBuilder {
    mutating func reportEmpty() {
        sink.report(
            .empty, "the file is empty",
            help: "Start with \"runbook:\" and a name; \"switchyard new\" writes an example.",
            at: .startOfFile)
    }

    mutating func reportSecondDocument(at start: SourcePosition) {
        sink.report(
            .secondDocument, "a second document begins here", help: "Put each document in a file of its own.",
            at: SourceSpan(start: start, length: 3))
    }

    mutating func reportTooDeep(at start: SourcePosition) {
        sink.report(
            .tooDeep, "collections are nested more than \(Tree.deepest) deep",
            help: "Flatten the document, or move a part of it to a child runbook.",
            at: SourceSpan(start: start, length: 1))
    }

    mutating func reportTooManyValues(at start: SourcePosition) {
        sink.report(
            .tooManyValues, "the file has more than \(Tree.mostNodes) keys and values",
            help: "Split it into child runbooks, each in a file of its own.", at: SourceSpan(start: start, length: 1))
    }

    mutating func reportAlias(_ name: UnsafeMutablePointer<yaml_char_t>?, _ span: SourceSpan) {
        let written = name.map { "*" + String(cString: $0).abbreviated } ?? "*"
        sink.report(
            .alias, "the alias \"\(written)\" is not allowed",
            help: "Write the value out, or make it a parameter and refer to it with $name.", at: span)
    }

    mutating func reportAnchor(_ written: String, _ span: SourceSpan) {
        sink.report(
            .alias, "the anchor \"\(written)\" is not allowed",
            help: "Remove it; to use a value twice, make it a parameter and refer to it with $name.", at: span)
    }

    mutating func reportTag(_ written: String, _ span: SourceSpan) {
        sink.report(
            .tag, "the tag \"\(written)\" is not allowed",
            help: "Remove it; the type of each value follows from where it stands.", at: span)
    }

    mutating func reportMergeKey(_ span: SourceSpan) {
        sink.report(
            .mergeKey, "the merge key \"<<\" is not allowed",
            help: "Write the keys out; shared settings of steps belong in \"defaults\".",
            at: span)
    }

    mutating func reportComplexKey(_ span: SourceSpan) {
        sink.report(.complexKey, "a key must be text", help: "Write the key as a single word.", at: span)
    }

    mutating func reportDuplicate(_ key: Tree.Index, earlier: Tree.Index) {
        sink.report(
            .duplicateKey, "the key \"\(tree.quoted(key))\" is written twice",
            help: "Keep one of the two; if both were meant, merge their values.", at: tree.span(key),
            note: ("it is first written here", tree.span(earlier)))
    }
}

extension SourceSpan {
    /// So many characters from a position.
    init(start: SourcePosition, length: UInt32) {
        self.init(start: start, end: SourcePosition(line: start.line, column: start.column + length))
    }
}
