/// A gate before it is text.
package struct GateSketch: Hashable, Sendable {
    var name: String
    var lines: [String]

    var text: String { "  \(name):\n" + lines.map { "    \($0)\n" }.joined() }
}
