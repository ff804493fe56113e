import CLibYAML
package import Runbook

/// The three documents, told apart by the key that carries their name.
package enum DocumentKind: String, Hashable, Sendable, CaseIterable {
    case runbook, environment, faults

    package var object: ObjectName {
        switch self {
        case .runbook: .runbook
        case .environment: .environment
        case .faults: .faults
        }
    }

    /// What a document says that it is, by the first of the three keys at its top; nil when there is none.
    package static func detect(_ bytes: [UInt8]) -> DocumentKind? {
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else { return nil }
        defer { yaml_parser_delete(&parser) }
        return bytes.withUnsafeBufferPointer { buffer in
            yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
            var depth = 0
            var isKey = true
            for _ in 0..<10_000 {
                var event = yaml_event_t()
                guard yaml_parser_parse(&parser, &event) == 1 else { return nil }
                defer { yaml_event_delete(&event) }
                switch event.type {
                case YAML_STREAM_END_EVENT, YAML_DOCUMENT_END_EVENT: return nil
                case YAML_MAPPING_START_EVENT, YAML_SEQUENCE_START_EVENT:
                    depth += 1
                    if depth > Tree.deepest { return nil }
                case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
                    depth -= 1
                    if depth == 1 { isKey.toggle() }
                case YAML_SCALAR_EVENT where depth == 1:
                    let scalar = event.data.scalar
                    let text = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
                    if isKey, let kind = DocumentKind(rawValue: String(decoding: text.prefix(40), as: UTF8.self)) {
                        return kind
                    }
                    isKey.toggle()
                case YAML_ALIAS_EVENT where depth == 1: isKey.toggle()
                default: break
                }
            }
            return nil
        }
    }

    /// The finding about a file that is none of the three, or why it cannot be read at all.
    package static func undetected(_ bytes: [UInt8], file: String) -> [Diagnostic] {
        var builder = TreeBuilder(file: file, bytes: bytes.span)
        builder.run(bytes.span)
        if builder.sink.isEmpty {
            let first = builder.tree.nodes.first.map {
                $0.content == TreeNode.none || $0.kind != .mapping ? $0.span : builder.tree.span($0.content)
            }
            builder.sink.report(
                .unknownDocument, "this is no runbook, environment or fault plan",
                help: "Begin with the key \"runbook\", \"environment\" or \"faults\" and a name.",
                at: first ?? .startOfFile)
        }
        return builder.sink.finish()
    }
}
