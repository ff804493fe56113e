import Runbook

/// The three documents, described once: the validator, the JSON Schemas and the reference are all made from this.
package enum Language {
    static let anyRegion = Shape.operand(.regionName)
    static let anyService = Shape.operand(.id)
    static let duration = Shape.operand(.duration)
    static let text = Shape.scalar(.text)
    static let arguments = Shape.map(.id, .operand(.anything), "names and values")
    static let counting = Shape.operand(.integer(1...1_000_000))
    static let fromZero = Shape.operand(.integer(0...1_000_000))
    static let elements = Shape(list: ListShape(Shape(objects: [.parallel, .step]), "steps"))

    static func choice<Value: CaseIterable & RawRepresentable<String>>(_ type: Value.Type) -> Shape {
        .scalar(.choice(type.allCases.map(\.rawValue)))
    }

    /// The keys that say what a step does.
    package static let actions: [Field] = [
        Field(.gate, .scalar(.id), "Waits until a gate passes, or fails with it.", example: "target_fit"),
        Field(
            .shift, .object(.shift), "Moves traffic from one region to another, in increments.",
            example: "{from: $source, to: $target, percent: [10, 50, 100], soak: 2m, gate: target_fit}"),
        Field(
            .promote, .object(.promote),
            "Makes a region the writer; what can be prepared for it is done directly before the fence.",
            example: "{region: $target, max_loss: {planned: 0s, emergency: 5m}}"),
        Field(
            .fence, .object(.place), "Takes the right to write from a region; it goes on serving.",
            example: "{region: $source}"),
        Field(
            .replicate, .object(.link), "Makes data flow from one region to another.",
            example: "{from: $target, to: $source}"),
        Field(
            .verify, .object(.link), "Checks that the data of two regions agrees.",
            example: "{from: $source, to: $target}"),
        Field(
            .scale, .object(.scale), "Makes capacity ready in a region.", example: "{region: $target, to: 100%}"),
        Field(
            .approve, .object(.approve), "Asks people, and waits for their answer.",
            example: "{ask: Move traffic to $target?, from: [sre], within: 30m}"),
        Field(.wait, duration, "Lets time pass.", example: "5m"),
        Field(
            .run, .scalar(.actionName), "Performs an action that an adapter offers; \"with\" passes its arguments.",
            example: "backup.verify"),
        Field(
            .runbook, .scalar(.childName),
            "Runs a child runbook of a pinned version; \"with\" passes its parameters.", example: "gradual@1"),
        Field(
            .notify, .object(.notify), "Tells people something.",
            example: "{channel: operations, message: $run.outcome}"),
    ]

    static let actionKeys = actions.map(\.key)

    /// The keys of a step that an undo action has as well.
    static let attempts: [Field] = [
        Field(.timeout, duration, "The time for the step, all its attempts together.", example: "5m"),
        Field(.attemptTimeout, duration, "The time for one attempt.", example: "30s"),
        Field(.retry, .object(.retry), "How often to try again.", example: "{attempts: 3, delay: 2s}"),
        Field(
            .with, arguments, "Arguments of \"run\", or parameters of a child \"runbook\".",
            example: "{region: $target}"),
    ]

    static let oneAction = ObjectRule.exactlyOne(actionKeys, noun: "action")
    static let withNeedsAction = ObjectRule.beside(.with, [.run, .runbook])
}
