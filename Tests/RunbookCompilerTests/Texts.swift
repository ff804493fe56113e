let demoEnvironment = """
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
    """

let libraryTexts = [
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
    limits: {deadline: 100m}
    gates:
      ready:
        require:
          - capacity($region) >= 90%
    steps:
      - parallel:
          - id: scale
            scale: {region: $region, to: 100%}
          - id: settle
            wait: 30s
      - id: sure
        gate: ready
    finally:
      - id: told
        notify: {channel: operations, message: Warmed $region}
    """,
    "rest": """
    runbook: rest
    version: 1
    strategy: gradual
    parameters:
      source: {type: region, default: us-east-1}
      target: {type: region, default: us-west-2}
    gates:
      fit:
        require:
          - availability($target) >= 95%
    steps:
      - id: shift
        shift: {from: $source, to: $target, percent: [10, 50, 100], gate: fit}
    """,
    "handover": """
    runbook: handover
    version: 1
    strategy: custom
    steps:
      - id: settle
        wait: 30s
      - id: fence
        fence: {region: us-east-1}
      - id: promote
        promote: {region: us-west-2, max_loss: 0s}
        irreversible: it is done
    """,
    "takeover": """
    runbook: takeover
    version: 1
    strategy: custom
    steps:
      - id: promote
        promote: {region: us-west-2, max_loss: 0s}
        irreversible: it is done
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

/// The example of the design, word for word but for its comments.
let gradual = """
    runbook: gradual
    version: 1
    summary: Move traffic and the primary role to another region in measured increments.
    strategy: gradual
    parameters:
      source: {type: region, default: us-east-1}
      target: {type: region, default: us-west-2}
    objectives: {rto: 15m, rpo: 5m}
    limits: {deadline: 150m, rollback_reserve: 15m}
    defaults:
      timeout: 60s
      retry: {attempts: 3, delay: 2s, factor: 2, max_delay: 20s}
    gates:
      target_fit:
        require:
          - availability($target) >= 95%
          - error_rate($target) < 5% over 1m
          - response_time($target) < 1000ms over 1m
          - replication_lag($target) < 60s
        every: 10s
        passes: 3
        tolerate: {breaches: 1, unknown: 3}
        within: 5m
    steps:
      - id: preflight
        gate: target_fit
      - parallel:
          - id: warm_compute
            scale: {region: $target, to: 100%}
            timeout: 5m
          - id: prove_backup
            run: backup.verify
            with: {region: $target}
      - id: go_ahead
        when: $mode == planned
        approve: {ask: Move traffic from $source to $target?, from: [sre], within: 30m, on_timeout: rollback}
        watch: target_fit
      - id: shift
        shift: {from: $source, to: $target, percent: [10, 25, 50, 75], soak: 2m, gate: target_fit}
      - id: fence_source
        fence: {region: $source}
      - id: promote
        promote: {region: $target, max_loss: {planned: 0s, emergency: 5m}}
        irreversible: the old primary must be rebuilt once the target has taken writes
      - id: shift_rest
        shift: {from: $source, to: $target, percent: 100, gate: target_fit}
        on_failure: hold
      - id: reprotect
        replicate: {from: $target, to: $source}
        timeout: 10m
        on_failure: hold
    finally:
      - id: tell
        notify: {channel: operations, message: $run.outcome}
    """
