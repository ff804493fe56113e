import Runbook

extension Validator {
    /// A parameter's pattern must be one that can be tried in bounded time and memory.
    mutating func checkPattern(_ index: Tree.Index) {
        let text = tree.string(index)
        guard let problem = AnchoredPattern.problem(text) else { return }
        tree[index].isFaulty = true
        sink.report(
            .malformedPattern, "the pattern \"\(text.abbreviated)\" cannot be used: \(problem)",
            help: "Write a POSIX extended regular expression for the whole value, such as [A-Z]+-[0-9]+.",
            at: tree.span(index))
    }
}
