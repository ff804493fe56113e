/// A runbook before it is text.
package struct RunbookSketch: Hashable, Sendable {
    var name: String
    /// Lines between the name and the gates.
    var head: [String]
    var gates: [GateSketch] = []
    var steps: [ElementSketch] = []
    var finally: [ElementSketch] = []

    init(name: String, head: [String]) {
        self.name = name
        self.head = head
    }

    var text: String {
        var text = "runbook: \(name)\nversion: 1\nstrategy: custom\n"
        for line in head { text += line + "\n" }
        let body = steps.map { $0.text("  ") }.joined()
        let used = gates.filter { body.contains(": \($0.name)\n") || body.contains(": \($0.name)}") }
        if !used.isEmpty {
            text += "gates:\n"
            for gate in used { text += gate.text }
        }
        text += "steps:\n" + body
        if !finally.isEmpty { text += "finally:\n" + finally.map { $0.text("  ") }.joined() }
        return text
    }

    package var stepCount: Int { (steps + finally).reduce(0) { $0 + $1.stepCount } }

    /// Every way to leave one thing out.
    var smaller: [RunbookSketch] {
        var result: [RunbookSketch] = []
        for fewer in ElementSketch.smaller(steps) where !fewer.isEmpty {
            var changed = self
            changed.steps = fewer
            result.append(changed)
        }
        for fewer in ElementSketch.smaller(finally) {
            var changed = self
            changed.finally = fewer
            result.append(changed)
        }
        return result
    }
}
