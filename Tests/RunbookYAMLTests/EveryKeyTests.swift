import Runbook
import Testing

@testable import RunbookYAML

/// The decoder follows the language's description too: whatever key it knows changes the value that is decoded.
@Suite("Every key")
struct EveryKeyTests {
    private func check<Value: Equatable>(
        _ file: String, _ object: ObjectName, _ decode: (inout Decoder) -> Value?
    ) throws {
        let bytes = Array(try Fixtures.text("good/\(file)").utf8)
        var builder = TreeBuilder(file: file, bytes: bytes.span)
        builder.run(bytes.span)
        var validator = Validator(builder.tree, sink: builder.sink)
        validator.run(object)
        #expect(validator.sink.isEmpty)
        func value(_ tree: Tree) -> Value? {
            var decoder = Decoder(tree: tree, conditions: validator.conditions, sink: DiagnosticSink(file: file))
            return decode(&decoder)
        }
        let whole = try #require(value(validator.tree))
        var seen: Set<Key> = []
        for index in validator.tree.nodes.indices {
            guard let key = validator.tree.nodes[index].key else { continue }
            seen.insert(key)
            var without = validator.tree
            without.nodes[index].kind = .poison
            let place = validator.tree.nodes[index].start
            #expect(value(without) != whole, "\(file):\(place.line): \"\(key.name)\" is read by nobody")
        }
        var names: [ObjectName] = []
        LanguageSchema.collect(object, into: &names)
        let known = Set(names.flatMap { $0.shape.fields.map(\.key) })
        #expect(seen == known, "\(file) lacks \(known.subtracting(seen).map(\.name))")
    }

    @Test("of a runbook is decoded")
    func runbook() throws { try check("every-key.yaml", .runbook) { $0.runbook() } }

    @Test("of an environment is decoded")
    func environment() throws { try check("every-key-environment.yaml", .environment) { $0.environment() } }

    @Test("of a fault plan is decoded")
    func faults() throws { try check("every-key.faults.yaml", .faults) { $0.faultPlan() } }

    @Test("An object has at most 64 keys, so that those seen fit into a word", arguments: ObjectName.allCases)
    func size(name: ObjectName) { #expect(name.shape.fields.count <= 64) }
}
