package import Runbook

/// Runbooks to start from: commented, and clean for the checker.
package enum RunbookTemplate {
    package static func text(for strategy: Strategy, named name: String? = nil) -> String {
        let name = name ?? (strategy == .custom ? "failover" : strategy.rawValue)
        let parts =
            switch strategy {
            case .immediate: immediate
            case .gradual: gradual
            case .canary: canary
            case .blueGreen: blueGreen
            case .custom: custom
            }
        return head(name, strategy, parts.summary) + parts.body + tail(name)
    }

    /// The gradual runbook that is always there to be a child.
    static let builtInChild = "standard_gradual"

    typealias Parts = (summary: String, body: String)

    private static func head(_ name: String, _ strategy: Strategy, _ summary: String) -> String {
        """
        # A runbook for Switchyard. Look at it with
        #   switchyard check FILE                      every problem in one pass
        #   switchyard plan FILE --environment NAME    what it would do, changing nothing
        #   switchyard run FILE --environment NAME     does it
        runbook: \(name)
        version: 1                            # raise it when others pin this runbook as a child: \(name)@1
        summary: \(summary)
        strategy: \(strategy.rawValue)\(String(repeating: " ", count: max(1, 28 - strategy.rawValue.count)))# the checker holds the steps to this shape

        # Inputs; give others with --set NAME=VALUE. A whole value $NAME refers to one of them.
        parameters:
          source: {type: region, default: us-east-1}
          target: {type: region, default: us-west-2}

        objectives: {rto: 15m, rpo: 5m}       # how soon to have recovered, and how much data may be lost at most
        limits:
          deadline: 150m                      # of the whole run; then it rolls back
          rollback_reserve: 25m               # the part of the deadline that only a rollback may use
        defaults:
          timeout: 60s                        # of a step, all its attempts together
          retry: {attempts: 3, delay: 2s, factor: 2, max_delay: 20s}

        # Conditions that are measured. What is unknown never passes.
        gates:
          target_fit:
            require:                          # all must hold
              - availability($target) >= 95%
              - error_rate($target) < 5% over 1m
              - response_time($target) < 1000ms over 1m
            every: 10s
            passes: 3                         # in a row
            tolerate: {breaches: 1, unknown: 3}
            within: 5m                        # not passed by then: failed


        """
    }

    private static func tail(_ name: String) -> String {
        """

        # Once, whatever the outcome; it never changes it.
        finally:
          - id: tell
            notify: {channel: operations, message: "\(name) from $source to $target: $run.outcome"}

        """
    }

    /// Fence, promote and what follows, common to all strategies that move the writer.
    static let handOver = """
          - id: fence_source
            fence: {region: $source}            # takes the right to write, not to serve
          - id: promote
            promote: {region: $target, max_loss: {planned: 0s, emergency: 5m}}
            irreversible: the old primary must be rebuilt once the target has taken writes

        """
}
