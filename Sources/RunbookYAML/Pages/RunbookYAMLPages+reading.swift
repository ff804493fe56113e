package import Runbook

extension RunbookYAMLPages {
    package static let reading: [RulePage] = [
        page(
            .unreadable, "file cannot be read",
            "A runbook that cannot be read was not checked, and nothing that was not checked may run.",
            bad: "",
            badInWords: "A path that leads to no file, to a directory, or to a file that may not be read.",
            good: runbook()),
        page(
            .tooLarge, "file too large",
            "A file of more than 16 MB is no runbook that a person could review; it is refused before it is read.",
            bad: "", badInWords: "A file of 17 MB.",
            good: runbook()),
        page(
            .empty, "empty file", "An empty file would be a failover that does nothing.", bad: "# only a comment\n",
            good: runbook()),
        page(
            .notText, "not a text file", "A binary file, or one in another encoding, was probably given by mistake.",
            bad: "runbook: exa\u{0}mple\n", good: runbook()),
        page(
            .tooDeep, "nested too deeply",
            "Nobody can review such nesting, and time to read it grows with its square.",
            bad: "", badInWords: "A list in a list in a list, 129 deep.",
            good: runbook()),
        page(
            .tooManyValues, "too many keys and values",
            "The memory that a file takes is bounded, whatever it says.", bad: "",
            badInWords: "A list of 310,000 items.",
            good: runbook()),
        page(
            .unknownDocument, "not one of the documents",
            "A document says what it is by the key that carries its name, so that it cannot be taken for another.",
            bad: "name: example\nversion: 1\n", good: runbook()),
        page(
            .tooManyProblems, "too many problems",
            "After 1,000 findings the rest is seldom worth reading; they usually have one cause.", bad: "",
            badInWords: "A file with 1,001 unknown keys.",
            good: runbook()),
    ]

    package static let syntax: [RulePage] = [
        page(
            .syntax, "not valid YAML",
            "What cannot be parsed means nothing, and a guess could be a different failover.",
            bad: "runbook: example\nversion: 1\nstrategy: custom\nsteps: [{id: settle, wait: 5m}\nsummary: Settle\n",
            good: runbook()),
        page(
            .tab, "tab", "Editors show tabs in different widths, so that what is nested in what depends on the reader.",
            bad: "runbook: example\nversion: 1\nstrategy: custom\nsteps:\n\t- id: settle\n", good: runbook()),
        page(
            .duplicateKey, "duplicate key",
            "Most readers of YAML silently take the last one, so that a reviewer sees one value and another one runs.",
            bad: runbook("  - id: settle\n    wait: 5m\n    wait: 1m\n"), good: runbook()),
        page(
            .alias, "anchor or alias",
            "A value that stands elsewhere is easily changed for one place and meant for another; small aliases can also grow to gigabytes.",
            bad: runbook("  - id: settle\n    wait: &long 5m\n  - id: again\n    wait: *long\n"),
            good: runbook("  - id: settle\n    wait: 5m\n  - id: again\n    wait: 5m\n")),
        page(
            .tag, "tag", "A tag would change what a value is, behind the back of the language.",
            bad: runbook("  - id: settle\n    wait: !!str 5m\n"), good: runbook()),
        page(
            .mergeKey, "merge key", "Merged keys are invisible where they take effect.",
            bad: runbook("  - id: settle\n    wait: 5m\n    <<: {title: Settle}\n"),
            good: runbook("  - id: settle\n    wait: 5m\n    title: Settle\n")),
        page(
            .secondDocument, "second document",
            "Most readers look at the first only, so that the second would be a comment that looks like a runbook.",
            bad: runbook() + "---\n" + runbook(), good: runbook()),
        page(
            .complexKey, "key that is no text", "Every key of the language is a word.",
            bad: runbook("  - id: settle\n    wait: 5m\n    ? [title]\n    : Settle\n"),
            good: runbook("  - id: settle\n    wait: 5m\n    title: Settle\n")),
    ]
}
