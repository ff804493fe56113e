import Runbook

/// From bytes to a validated tree: what the three readers share.
enum DocumentReader {
    /// Reads a document; the decoder is called only when the tree has no errors, and may report more.
    static func read<Value>(
        _ bytes: [UInt8], file: String, as object: ObjectName, _ decode: (inout Decoder) -> Value?
    ) -> Reading<Value> {
        var builder = TreeBuilder(file: file, bytes: bytes.span)
        builder.run(bytes.span)
        guard builder.isUsable else { return Reading(value: nil, diagnostics: builder.sink.finish()) }
        var validator = Validator(builder.tree, sink: builder.sink)
        builder.tree = Tree()
        validator.run(object)
        guard validator.sink.isEmpty else { return Reading(value: nil, diagnostics: validator.sink.finish()) }
        var decoder = Decoder(tree: validator.tree, conditions: validator.conditions, sink: validator.sink)
        let value = decode(&decoder)
        let diagnostics = decoder.sink.finish()
        return Reading(value: diagnostics.isEmpty ? value : nil, diagnostics: diagnostics)
    }
}
