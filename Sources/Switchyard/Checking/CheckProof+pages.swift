package import Runbook
import RunbookCompiler

extension CheckProof {
    package static let pages = [refutedPage, unprovablePage, cutShortPage]

    private static let surroundings = RulePage.Surroundings(environment: ExampleFiles.environment, isProved: true)

    static let refutedPage = RulePage(
        code: "SY701",
        title: "a run can go wrong",
        why: """
            A proof tried every outcome with one fault at most, and one of them breaks what must hold. The notes tell the \
            shortest story of it.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            always:
              - running or capacity(us-west-2) == 100%
            steps:
              - id: spare
                scale: {region: us-west-2, to: 20%}
                timeout: 5m
              - id: compare
                verify: {from: us-east-1, to: us-west-2}
                timeout: 2m
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            always:
              - running or capacity(us-west-2) == 100%
            steps:
              - id: spare
                scale: {region: us-west-2, to: 20%}
                timeout: 5m
              - id: compare
                verify: {from: us-east-1, to: us-west-2}
                timeout: 2m
              - id: make_ready
                scale: {region: us-west-2, to: 100%}
                timeout: 5m
            """, surroundings: surroundings)

    static let unprovablePage = RulePage(
        code: "SY702",
        title: "no proof from here",
        why: """
            A proof begins with the regions as the environment declares them. A runbook for another situation would be refused \
            there, so nothing can be said about it; "switchyard prove" begins where another runbook ends, or with what is observed.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: fence_source
                fence: {region: us-west-2}
              - id: promote
                promote: {region: us-east-1, max_loss: 0s}
                irreversible: the old primary must be rebuilt
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: fence_source
                fence: {region: us-east-1}
              - id: promote
                promote: {region: us-west-2, max_loss: 0s}
                irreversible: the old primary must be rebuilt
            """, surroundings: surroundings)

    static let cutShortPage = RulePage(
        code: "SY703",
        title: "proof cut short",
        why: """
            The outcomes with one fault were more than could be tried in two seconds. Nothing was found until then, which proves \
            nothing.
            """,
        bad: "", badInWords: "A runbook with many steps side by side, each with many outcomes.",
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: make_ready
                scale: {region: us-west-2, to: 100%}
                timeout: 5m
            """, surroundings: surroundings)
}
