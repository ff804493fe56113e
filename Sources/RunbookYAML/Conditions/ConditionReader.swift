package import Runbook

/// Reads the condition in a scalar: `metric(region[, service]) [over duration] op quantity`, `$name op value`, joined by
/// `and`, `or`, `not` and parentheses; `not` binds strongest, then `and`, then `or`.
package enum ConditionReader {
    package static let longest = 4096
    package static let deepest = 64
    /// In all conditions of a file together.
    package static let mostBytes = 1 << 20

    /// The condition, or nil when something was reported; then what it names is mentioned all the same.
    ///
    /// - Parameter mayClaim: it is a property, which speaks of what is true and not of what is measured.
    package static func read(
        _ index: Tree.Index, in tree: Tree, mayClaim: Bool, sink: inout DiagnosticSink, mentions: inout [Gaps.Mention]
    ) -> Located<Condition>? {
        let node = tree[index]
        guard node.count <= longest else {
            sink.report(
                .conditionTooLarge, "a condition may have at most \(longest) bytes",
                help: "Split it into several conditions of a gate.", at: node.span)
            return nil
        }
        let (tokens, places) = tree.withText(index) { (ConditionLexer.tokens($0), ConditionPlaces(node, $0)) }
        var parser = ConditionParser(
            tree: tree, scalar: index, mayClaim: mayClaim, tokens: tokens, places: places, sink: sink)
        let condition = parser.whole()
        sink = parser.sink
        guard parser.hasFailed else { return condition }
        mentions += parser.mentions
        return nil
    }
}
