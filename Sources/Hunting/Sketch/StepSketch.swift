/// A step before it is text.
package struct StepSketch: Hashable, Sendable {
    var id: String
    /// The action with its fields, a line each: `fence: {region: east}`.
    var lines: [String]
    /// The step's own rollback branch.
    var undo: [StepSketch] = []

    init(_ id: String, _ lines: [String]) {
        self.id = id
        self.lines = lines
    }

    func text(_ indent: String) -> String {
        var text = "\(indent)- id: \(id)\n"
        for line in lines { text += "\(indent)  \(line)\n" }
        if !undo.isEmpty {
            text += "\(indent)  undo:\n"
            for step in undo { text += step.text(indent + "    ") }
        }
        return text
    }
}
