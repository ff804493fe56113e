package import Runbook

extension RunbookYAMLPages {
    package static let documents: [RulePage] = [
        page(
            .unknownService, "unknown service", "A dependency that does not exist hides the one that was meant.",
            bad: environment(
                services: "  orders_db: {type: database}\n  checkout: {type: api, depends_on: [order_db]}\n"),
            good: environment(
                services: "  orders_db: {type: database}\n  checkout: {type: api, depends_on: [orders_db]}\n")),
        page(
            .unknownRegion, "unknown region", "A link to nowhere replicates nothing.",
            bad: environment(
                more: "replication:\n  - {from: us-east-1, to: us-west-1, bandwidth: 100MB/s, latency: 35ms}\n"),
            good: environment(
                more: "replication:\n  - {from: us-east-1, to: us-west-2, bandwidth: 100MB/s, latency: 35ms}\n")),
        page(
            .repeatedLink, "repeated link", "Two links between the same regions would contradict each other.",
            bad: environment(
                more:
                    "replication:\n  - {from: us-east-1, to: us-west-2, bandwidth: 100MB/s, latency: 35ms}\n  - {from: us-east-1, to: us-west-2, bandwidth: 10MB/s, latency: 35ms}\n"
            ),
            good: environment(
                more: "replication:\n  - {from: us-east-1, to: us-west-2, bandwidth: 100MB/s, latency: 35ms}\n")),
        page(
            .primaryCount, "not exactly one primary",
            "Writes go to one region; with two, they diverge, and with none, they fail.",
            bad: environment(
                regions:
                    "  us-east-1: {role: primary, capacity: 900/s, peak_load: 700/s}\n  us-west-2: {role: primary, capacity: 900/s, peak_load: 700/s}\n"
            ),
            good: environment()),
        page(
            .dependencyCycle, "services that depend on each other", "None of them could be moved first.",
            bad: environment(services: "  a: {type: api, depends_on: [b]}\n  b: {type: api, depends_on: [a]}\n"),
            good: environment(services: "  a: {type: api, depends_on: [b]}\n  b: {type: api}\n")),
        page(
            .unknownAdapter, "unknown adapter",
            "An adapter that is not there can neither look at a region nor change it, so nothing could run.",
            bad: environment(more: "adapters: {traffic: simulatd}\n"),
            good: environment(more: "adapters: {traffic: simulated}\n")),
        page(
            .unfitAdapter, "adapter in a part that it cannot play",
            "What it was asked for there would be refused in the middle of a run.",
            bad: environment(
                services: "  checkout: {type: api}\n",
                more: "adapters:\n  data: {haproxy: {runtime: \"127.0.0.1:9999\", backends: {checkout: web}}}\n"),
            good: environment(
                services: "  checkout: {type: api}\n",
                more: "adapters:\n  traffic: {haproxy: {runtime: \"127.0.0.1:9999\", backends: {checkout: web}}}\n")),
        page(
            .thresholdOrder, "thresholds out of order",
            "A status that begins above the better one would never be given, and regions would seem better than they are.",
            bad: environment(more: "thresholds: {healthy: 70%}\n"),
            good: environment(more: "thresholds: {healthy: 70%, degraded: 60%}\n")),
        page(
            .weightsSum, "expected weights that are not 100%",
            "All traffic goes somewhere; what is missing would not be checked.",
            bad: faults(expect: "{outcome: held, weights: {us-east-1: 90%}}"),
            good: faults(expect: "{outcome: held, weights: {us-east-1: 90%, us-west-2: 10%}}")),
        page(
            .otherRunbook, "fault plan for another runbook",
            "Faults that strike at the wrong times show nothing, and an expectation that is met by chance less.",
            bad: faults(runbook: "gradul"), good: faults(),
            surroundings: RulePage.Surroundings(
                files: [RulePage.Surroundings.File("gradual.yaml", runbook().replacing("example", with: "gradual"))],
                environment: RulePage.Surroundings.File("demo.yaml", environment()))),
    ]
}
