package import Runbook

/// What the examples of the rules' pages have around them.
package enum ExampleFiles {
    package static let environment = RulePage.Surroundings.File(
        "demo.yaml",
        """
        environment: demo
        regions:
          us-east-1: {role: primary, capacity: 12000/s, peak_load: 9000/s}
          us-west-2: {role: secondary, capacity: 12000/s, peak_load: 9000/s}
          eu-west-1: {role: tertiary, capacity: 8000/s, peak_load: 9000/s}
          ap-southeast-1: {role: quaternary, capacity: 8000/s, peak_load: 9000/s, services: [orders_db, orders_api]}
        services:
          orders_db: {type: database}
          orders_api: {type: api, depends_on: [orders_db]}
          sessions: {type: cache}
        replication:
          - {from: us-east-1, to: us-west-2, bandwidth: 100MB/s, latency: 35ms}
        approvers: {sre: [ada, grace], lead: [ada]}
        metrics: {queue_depth: count}
        """)

    /// The child of that name.
    static func child(_ name: String) -> RulePage.Surroundings.File {
        RulePage.Surroundings.File(name + ".yaml", children[name] ?? "")
    }

    private static let children = [
        "pause": """
        runbook: pause
        version: 1
        strategy: custom
        steps:
          - id: pause
            wait: 30s
        """,
        "warm": """
        runbook: warm
        version: 1
        strategy: custom
        parameters:
          region: {type: region, default: eu-west-1}
        steps:
          - id: scale
            scale: {region: $region, to: 100%}
            timeout: 5m
        """,
        "rest": """
        runbook: rest
        version: 1
        strategy: gradual
        gates:
          fit:
            require:
              - availability(us-west-2) >= 95%
        steps:
          - id: shift
            shift: {from: us-east-1, to: us-west-2, percent: [10, 50, 100], gate: fit}
        """,
        "ticketed": """
        runbook: ticketed
        version: 1
        strategy: custom
        parameters:
          ticket: {type: string, pattern: 'OPS-[0-9]+', default: OPS-1}
        steps:
          - id: pause
            title: Wait as $ticket says
            wait: 30s
        """,
    ]
}
