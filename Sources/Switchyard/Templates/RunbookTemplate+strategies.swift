/// The steps of each strategy.
extension RunbookTemplate {
    private static let readiness = """
        steps:
          - id: target_ready
            gate: target_fit
          - id: go_ahead
            when: $mode == planned              # an emergency does not ask
            approve: {ask: Move traffic from $source to $target?, from: [sre], within: 30m, on_timeout: rollback}
          - id: warm_target
            scale: {region: $target, to: 100%}  # of its peak load
            timeout: 5m

        """

    private static let protection = """
          - id: reprotect
            when: $mode == planned              # in an emergency the source may be dead
            replicate: {from: $target, to: $source}
            timeout: 10m
            on_failure: hold

        """

    static let immediate: Parts = (
        "Leave a region at once, with one hop.",
        readiness + handOver + """
              - id: shift
                shift: {from: $source, to: $target, percent: 100}
                on_failure: hold                    # after the point of no return there is no way back
              - id: target_serves
                gate: target_fit
                on_failure: hold

            """ + protection
    )

    static let gradual: Parts = (
        "Move traffic and the primary role to another region in measured increments.",
        readiness + """
              - id: shift                           # each percentage is a hop: shift, soak, gate
                shift: {from: $source, to: $target, percent: [10, 25, 50, 75], soak: 2m, gate: target_fit}

            """ + handOver + """
                  - id: shift_rest
                    shift: {from: $source, to: $target, percent: 100, gate: target_fit}
                    on_failure: hold                    # after the point of no return there is no way back

                """ + protection
    )

    static let canary: Parts = (
        "Let the target prove itself on a twentieth of the traffic, then move the rest gradually.",
        """
        steps:
          - id: canary
            shift: {from: $source, to: $target, percent: 5, soak: 5m, gate: target_fit}
          - id: rest                            # a child runbook, by name and pinned version
            runbook: \(builtInChild)@1         # built in; one of your own lies beside this file or in --library
            with: {source: $source, target: $target}

        """
    )

    static let blueGreen: Parts = (
        "Bring the target up to full strength, switch once, and keep the source warm for the way back.",
        """
        steps:
          - id: scale_target
            scale: {region: $target, to: 100%}  # of its peak load
            timeout: 5m
          - id: verify_target
            when: $mode == planned              # in an emergency the source may be dead
            verify: {from: $source, to: $target}
            timeout: 2m
          - id: target_ready
            gate: target_fit
          - id: go_ahead
            when: $mode == planned              # an emergency does not ask
            approve: {ask: Switch from $source to $target?, from: [sre], within: 30m, on_timeout: rollback}
          - id: fence_source
            fence: {region: $source}            # takes the right to write, not to serve
          - id: promote_target
            promote: {region: $target, max_loss: {planned: 0s, emergency: 5m}}
            undo:                               # the way back, as long as the source is kept current
              - id: fence_target
                fence: {region: $target}
              - id: promote_source
                promote: {region: $source, max_loss: 0s}
              - id: follow_source
                replicate: {from: $source, to: $target}
          - id: keep_source_current
            when: $mode == planned
            replicate: {from: $target, to: $source}
            timeout: 10m
          - id: switch
            shift: {from: $source, to: $target, percent: 100, gate: target_fit}
          - id: bake
            wait: 10m
            watch: target_fit                   # sampled all the while; a failure switches back

        """
    )

    static let custom: Parts = (
        "Fail over in steps of your own.",
        readiness + handOver + """
              - id: shift
                shift: {from: $source, to: $target, percent: 100, gate: target_fit}
                on_failure: hold                    # after the point of no return there is no way back

            """ + protection
    )
}
