package import Runbook

extension RunbookYAMLPages {
    package static let conditions: [RulePage] = [
        page(
            .conditionSyntax, "condition that cannot be read",
            "A gate that is not understood must not decide about a failover.",
            bad: gate("availability($target) >="), good: gate("availability($target) >= 95%")),
        page(
            .unknownMetric, "unknown metric",
            "A metric that nobody measures would be unknown for ever, and its gate would never pass.",
            bad: gate("availabilty($target) >= 95%"), good: gate("availability($target) >= 95%")),
        page(
            .dimensionMismatch, "dimensions differ",
            "A time compared with a percentage is always true or always false.",
            bad: gate("error_rate($target) < 5s"), good: gate("error_rate($target) < 5%")),
        page(
            .notWindowed, "window over a setting", "What is set and not measured has no history to look back at.",
            bad: gate("weight($target) == 0% over 1m"), good: gate("weight($target) == 0%")),
        page(
            .conditionTooLarge, "condition too large", "Nobody can review such a condition.",
            bad: gate(String(repeating: "(", count: 65) + "load($target) < 50%" + String(repeating: ")", count: 65)),
            good: gate("(load($target) < 50%)")),
        page(
            .modeComparison, "mode compared with something else",
            "There are two modes, planned and emergency; a step guarded by a third one never runs.",
            bad: runbook("  - id: settle\n    wait: 5m\n    when: $mode == urgent\n"),
            good: runbook("  - id: settle\n    wait: 5m\n    when: $mode == emergency\n")),
    ]

    package static let parameters: [RulePage] = [
        page(
            .defaultOutsideChoices, "default outside the choices", "The default would be refused if somebody wrote it.",
            bad: parameter("pace", "{type: choice, choices: [slow, fast], default: medium}"),
            good: parameter("pace", "{type: choice, choices: [slow, fast], default: slow}")),
        page(
            .malformedPattern, "pattern that cannot be used",
            "A pattern that does not compile, or could take for ever, protects nothing.",
            bad: parameter("ticket", "{type: string, pattern: \"[A-Z\"}"),
            good: parameter("ticket", "{type: string, pattern: \"[A-Z]+-[0-9]+\"}")),
        page(
            .defaultAgainstPattern, "default against the pattern", "The default would be refused if somebody wrote it.",
            bad: parameter("ticket", "{type: string, pattern: \"[A-Z]+-[0-9]+\", default: none}"),
            good: parameter("ticket", "{type: string, pattern: \"[A-Z]+-[0-9]+\", default: OPS-1}")),
    ]
}
