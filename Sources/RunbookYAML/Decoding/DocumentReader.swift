import Runbook

/// From bytes to a validated tree: what the three readers share.
enum DocumentReader {
    /// Reads a document; the decoder may report more. A tree with errors is decoded only where drafts are of use.
    static func read<Value>(
        _ bytes: [UInt8], file: String, as object: ObjectName, makesDrafts: Bool = false,
        _ decode: (inout Decoder) -> Value?
    ) -> Reading<Value> {
        var builder = TreeBuilder(file: file, bytes: bytes.span)
        builder.run(bytes.span)
        guard builder.isUsable else { return Reading(value: nil, diagnostics: builder.sink.finish()) }
        var validator = Validator(builder.tree, sink: builder.sink)
        builder.tree = Tree()
        validator.run(object)
        let isSound = validator.sink.isEmpty
        guard isSound || makesDrafts && !validator.sink.isFull else {
            return Reading(value: nil, diagnostics: validator.sink.finish())
        }
        let notes = isSound ? nil : GapNotes(&validator)
        var decoder = Decoder(
            tree: validator.tree, conditions: validator.conditions, notes: notes, sink: validator.sink)
        let value = decode(&decoder)
        let diagnostics = decoder.sink.finish()
        if diagnostics.isEmpty { return Reading(value: value, diagnostics: []) }
        guard makesDrafts, let value else { return Reading(value: nil, diagnostics: diagnostics) }
        let gaps = notes?.gaps ?? Gaps(places: diagnostics.map(\.origin.span.start), strayNames: [])
        return Reading(value: nil, draft: Draft(value: value, gaps: gaps), diagnostics: diagnostics)
    }
}
