package import Runbook

extension RunbookYAMLPages {
    package static let structure: [RulePage] = [
        page(
            .unknownKey, "unknown key",
            "A misspelt key would silently leave its setting at the default: a timeout that is not there, a gate that is not asked.",
            bad: runbook("  - id: prove\n    verify: {from: us-east-1, to: us-west-2}\n    time_out: 10m\n"),
            good: runbook("  - id: prove\n    verify: {from: us-east-1, to: us-west-2}\n    timeout: 10m\n")),
        page(
            .missingKey, "missing key", "What must be decided by the author is not guessed.",
            bad: runbook("  - id: grow\n    scale: {region: us-west-2}\n"),
            good: runbook("  - id: grow\n    scale: {region: us-west-2, to: 100%}\n")),
        page(
            .wrongKind, "wrong kind of value",
            "A list where a mapping belongs was meant differently from how it would be read.",
            bad: runbook("  - id: settle\n    wait: [5m, 6m]\n"), good: runbook()),
        page(
            .exactlyOne, "not exactly one",
            "A step does one thing, so that it is clear what its failure means and what undoes it.",
            bad: runbook("  - id: settle\n    wait: 5m\n    fence: {region: us-east-1}\n"),
            good: runbook("  - id: settle\n    wait: 5m\n  - id: fence\n    fence: {region: us-east-1}\n")),
        page(
            .outOfPlace, "key out of place", "A setting that has no effect here was meant to have one.",
            bad: runbook("  - id: settle\n    wait: 5m\n    with: {region: us-west-2}\n"), good: runbook()),
    ]

    package static let values: [RulePage] = [
        page(
            .malformedValue, "malformed value", "A value that cannot be read exactly is not read approximately.",
            bad: runbook("  - id: settle\n    wait: 5 minutes\n"), good: runbook()),
        page(
            .wrongUnit, "missing or wrong unit",
            "Seconds taken for milliseconds, or a count for a percentage, are a classic cause of outages.",
            bad: runbook("  - id: settle\n    wait: 300\n"), good: runbook("  - id: settle\n    wait: 300s\n")),
        page(
            .unknownChoice, "not one of the choices",
            "A policy that does not exist would leave the decision to chance.",
            bad: runbook("  - id: settle\n    wait: 5m\n    on_failure: roll_back\n"),
            good: runbook("  - id: settle\n    wait: 5m\n    on_failure: rollback\n")),
        page(
            .malformedName, "malformed name",
            "Names appear in commands, files and metrics, so they keep to characters that are safe there.",
            bad: runbook("  - id: Settle Down\n    wait: 5m\n"), good: runbook("  - id: settle_down\n    wait: 5m\n")),
        page(
            .referenceNotAllowed, "parameter in the structure",
            "What a runbook does must be visible to its reviewer and its proof, whatever the parameters are.",
            bad: runbook("  - id: settle\n    wait: 5m\n    on_failure: $policy\n"),
            good: runbook("  - id: settle\n    wait: 5m\n    on_failure: hold\n")),
        page(
            .quoted, "quoted number or boolean", "In quotes it is text, and text is not silently converted.",
            bad: runbook("  - id: ask\n    approve: {ask: \"Go on?\", not_initiator: \"true\"}\n"),
            good: runbook("  - id: ask\n    approve: {ask: \"Go on?\", not_initiator: true}\n")),
        page(
            .noValue, "missing value", "A key without a value was left unfinished.",
            bad: runbook("  - id: settle\n    wait:\n"), good: runbook()),
        page(
            .outOfRange, "out of range", "The value cannot be reached or means nothing.",
            bad: runbook("  - id: move\n    shift: {from: us-east-1, to: us-west-2, percent: [50, 150]}\n"),
            good: runbook("  - id: move\n    shift: {from: us-east-1, to: us-west-2, percent: [50, 100]}\n")),
    ]
}
