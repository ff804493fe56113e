import Runbook

/// What stands in a draft for what could not be made sense of.
extension Decoder {
    /// An id that no author can write, and no other step has.
    func standIn(_ step: Tree.Index) -> Located<String> {
        let start = tree.span(step).start
        return Located("#\(start.line):\(start.column)", at: SourceSpan(start: start, end: start))
    }

    /// A wait for nothing; what the action names is noted.
    func standIn(_ step: Tree.Index, _ notes: GapNotes) -> Located<Action> {
        for (key, value) in tree.pairs(step) {
            switch tree[key].key {
            case .shift, .promote, .fence, .replicate, .verify, .scale, .wait:
                mention(value, under: nil, notes, namesRegions: true)
            case .gate, .approve, .run, .runbook, .with: mention(value, under: nil, notes, namesRegions: false)
            default: break
            }
        }
        let start = tree.span(step).start
        let nothing = SourceSpan(start: start, end: start)
        return Located(.wait(Located(.literal(.zero), at: nothing)), at: nothing)
    }

    private func mention(_ index: Tree.Index, under key: Key?, _ notes: GapNotes, namesRegions: Bool) {
        switch tree[index].kind {
        case .mapping:
            for (key, value) in tree.pairs(index) {
                mention(value, under: tree[key].key, notes, namesRegions: namesRegions)
            }
        case .sequence:
            for child in tree.children(index) { mention(child, under: key, notes, namesRegions: namesRegions) }
        case .scalar: mention(scalar: index, under: key, notes, namesRegions: namesRegions)
        case .poison: break
        }
    }

    private func mention(scalar index: Tree.Index, under key: Key?, _ notes: GapNotes, namesRegions: Bool) {
        let written = located(index)
        if tree.withText(index, { NameText.isReference($0) }) {
            if written.value != "$mode" {
                notes.mention(.parameter, Located(String(written.value.dropFirst()), at: written.span))
            }
            return
        }
        switch key {
        case .gate: notes.mention(.gate, written)
        case .service: notes.mention(.service, written)
        case .region, .from, .to:
            guard namesRegions, tree.withText(index, { NameText.isRegion($0) }) else { return }
            notes.mention(.region, written)
        default: break
        }
    }
}
