import Runbook

extension Language {
    static let runbook = ObjectShape(
        "a runbook", "A failover strategy: what to do, in which order, and when it is safe.",
        [
            Field(
                .runbook, .scalar(.id), required: true, "The name, by which parents and people call it.",
                example: "gradual"),
            Field(
                .version, .scalar(.integer(1...999_999_999)), required: true,
                "Rises with every change; parents pin it.", example: "1"),
            Field(.summary, text, "One sentence for people.", example: "Move traffic in measured increments."),
            Field(
                .strategy, choice(Strategy.self), required: true,
                "The shape that the runbook promises and the checker holds it to; custom promises none, and its hops need no gate.",
                example: "gradual"),
            Field(
                .parameters, .map(.id, .object(.parameter), "parameters"), "Inputs, used as $name.",
                example: "{target: {type: region, default: us-west-2}}"),
            Field(.objectives, .object(.objectives), "What the failover must achieve.", example: "{rto: 15m, rpo: 5m}"),
            Field(
                .limits, .object(.limits), "How long a run may take.",
                example: "{deadline: 150m, rollback_reserve: 15m}"),
            Field(
                .defaults, .object(.defaults), "What steps take when they do not say otherwise.",
                example: "{timeout: 60s}"),
            Field(
                .gates, .map(.id, .object(.gate), "gates"), "Named sets of conditions, sampled until they hold.",
                example: "{target_fit: {require: [availability($target) >= 95%]}}"),
            Field(
                .always, .list(of: .scalar(.property), "properties"),
                "What no command of a run may make untrue; prove tries it.",
                example: "[serving_regions >= 1, weight($source) == 0% or healthy($source)]"),
            Field(.steps, elements, required: true, "What to do, in this order.", example: "[{id: settle, wait: 5m}]"),
            Field(
                .finally, elements,
                "Runs once at the end whatever the outcome, and never changes it; its steps change no region.",
                example: "[{id: tell, notify: {channel: operations, message: $run.outcome}}]"),
        ])

    static let parameter = ObjectShape(
        "a parameter", "A named, typed input of a runbook.",
        [
            Field(.type, .scalar(.choice(ParameterType.names)), required: true, "What it accepts.", example: "region"),
            Field(
                .default, .scalar(.anything), "The value when none is given, of the parameter's type.",
                example: "us-west-2"),
            Field(
                .pattern, .scalar(.pattern),
                "For type string: a POSIX extended regular expression for the whole value.",
                example: "\"[A-Z]+-[0-9]+\""),
            Field(
                .choices, .list(of: text, "choices"), "For type choice: what can be chosen.", example: "[fast, careful]"
            ),
            Field(.summary, text, "One sentence for people.", example: "Where traffic goes."),
        ],
        rules: [
            .belongsTo(.pattern, when: .type, is: ["string"], required: false),
            .belongsTo(.choices, when: .type, is: ["choice"], required: true),
            .typed(
                .default, by: .type,
                [
                    ("region", ScalarShape(.regionName)), ("service", ScalarShape(.id)), ("string", ScalarShape(.text)),
                    ("integer", ScalarShape(.integer(-1_000_000_000_000...1_000_000_000_000))),
                    ("percentage", ScalarShape(.share)),
                    ("duration", ScalarShape(.duration)), ("boolean", ScalarShape(.boolean)),
                    ("choice", ScalarShape(.text)),
                ]),
        ])

    static let objectives = ObjectShape(
        "objectives", "What the failover must achieve.",
        [
            Field(.rto, duration, "Recovery time objective: the longest interruption.", example: "15m"),
            Field(
                .rpo, duration, "Recovery point objective: the most writes, as time, that may be lost.", example: "5m"),
        ])

    static let limits = ObjectShape(
        "limits", "How long a run may take.",
        [
            Field(
                .deadline, duration,
                "The time for the whole run, its approvals included; the smallest of a runbook and its children holds.",
                example: "150m"),
            Field(.rollbackReserve, duration, "The part of it that is kept for rolling back.", example: "15m"),
        ])

    static let defaults = ObjectShape(
        "defaults", "What steps take when they do not say otherwise.",
        [
            Field(.timeout, duration, "The time for a step, all its attempts together.", example: "60s"),
            Field(.attemptTimeout, duration, "The time for one attempt.", example: "20s"),
            Field(.retry, .object(.retry), "How often to try again.", example: "{attempts: 3, delay: 2s}"),
        ])

    static let retry = ObjectShape(
        "retry settings", "How often a failed attempt is repeated, and how long to wait in between.",
        [
            Field(.attempts, counting, "All attempts, the first included.", example: "3"),
            Field(.delay, duration, "The wait before the second attempt.", example: "2s"),
            Field(.factor, counting, "What each further wait is multiplied by.", example: "2"),
            Field(.maxDelay, duration, "The longest wait.", example: "20s"),
        ])

    static let gate = ObjectShape(
        "a gate", "Conditions that must hold together, sampled until they have held often enough.",
        [
            Field(
                .require, .oneOrMany(.scalar(.condition), "conditions"), required: true, "All of these must hold.",
                example: "[availability($target) >= 95%]"),
            Field(.every, duration, "The time between two samples.", example: "10s"),
            Field(.passes, counting, "How many samples in a row must pass.", example: "3"),
            Field(
                .tolerate, .object(.tolerance), "How many samples may fail before the gate does.",
                example: "{breaches: 1, unknown: 3}"),
            Field(.minSamples, counting, "The least number of measurements behind a rate.", example: "100"),
            Field(.within, duration, "Not passed by then: failed.", example: "5m"),
        ])

    static let tolerance = ObjectShape(
        "tolerances", "How many samples may fail before the gate does.",
        [
            Field(.breaches, fromZero, "Samples in which a condition does not hold.", example: "1"),
            Field(.unknown, fromZero, "Samples without fresh data.", example: "3"),
        ])
}
