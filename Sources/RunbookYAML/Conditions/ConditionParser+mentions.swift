import Runbook

extension ConditionParser {
    /// What a condition with errors names beyond doubt: parameters wherever they stand, and what stands where a
    /// metric's region and service do.
    var mentions: [Gaps.Mention] {
        tokens.indices.compactMap { index in
            guard tokens[index].kind == .word else { return nil }
            let name = Located(text(tokens[index]), at: span(tokens[index]))
            if startsWithDollar(tokens[index]) {
                let isReference = tree.withText(scalar) { NameText.isReference($0.extracting(tokens[index].range)) }
                guard isReference, name.value != "$mode" else { return nil }
                return Gaps.Mention(.parameter, Located(String(name.value.dropFirst()), at: name.span))
            }
            if isPlace(index, .regionName, after: [.word, .open]) { return Gaps.Mention(.region, name) }
            if isPlace(index, .id, after: [.word, .open, .word, .comma]) { return Gaps.Mention(.service, name) }
            return nil
        }
    }

    private func isPlace(_ index: Int, _ kind: ScalarKind, after kinds: [ConditionToken.Kind]) -> Bool {
        guard index >= kinds.count, tokens[(index - kinds.count)..<index].map(\.kind) == kinds else { return false }
        return tree.withText(scalar) {
            ScalarShape(kind, allowsReference: false).problem($0.extracting(tokens[index].range), isPlain: true)
        } == nil
    }
}
