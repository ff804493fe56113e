import Runbook

extension Language {
    private static let adapter = Shape.oneOrMany(.scalar(.id).or(.object(.adapterSettings)), "adapters")

    static let adapters = ObjectShape(
        "adapters",
        """
        Which adapter plays which part, or which ones, each for its own services. Where one is named, nobody plays a part \
        that is left out.
        """,
        [
            Field(.traffic, adapter, "Weights.", example: "simulated"),
            Field(.data, adapter, "Writers, fences and replication.", example: "simulated"),
            Field(
                .connections, adapter,
                "What leads clients to the writer, the one nearest to the clients first; nobody when left out.",
                example: "[{pgbouncer: {...}}, {haproxy: {...}}]"),
            Field(.capacity, adapter, "Scaling.", example: "simulated"),
            Field(.health, adapter, "Measurements.", example: "simulated"),
            Field(.actions, adapter, "What \"run\" performs.", example: "simulated"),
            Field(.notifications, adapter, "What \"notify\" sends.", example: "simulated"),
        ])

    static let adapterSettings = ObjectShape(
        "an adapter with its settings", "An adapter, and what it has to know.",
        [
            Field(
                .awsCapacity, .object(.awsCapacity), "Auto Scaling groups and ECS services of AWS: capacity.",
                example:
                    "{services: {checkout_api: {us-east-1: {auto_scaling_group: web, peak: 12}}}}"),
            Field(
                .cloudwatch, .object(.cloudwatch), "CloudWatch of AWS: health.",
                example:
                    "{metrics: {response_time: {namespace: AWS/ApplicationELB, name: TargetResponseTime, statistic: Average}}}"
            ),
            Field(
                .haproxy, .object(.haproxy), "HAProxy, through its runtime API: traffic, connections.",
                example: "{runtime: \"127.0.0.1:9999\", backends: {checkout_api: web}}"),
            Field(
                .pgbouncer, .object(.pgbouncer), "PgBouncer, through its console: connections.",
                example: "{address: \"127.0.0.1:6432\", databases: {orders_db: orders}, user: admin}"),
            Field(
                .postgresql, .object(.postgresql), "PostgreSQL with streaming replication: data.",
                example: "{service: orders_db, servers: {us-east-1: \"db1:5432\"}, user: switchyard}"),
            Field(
                .http, .object(.http), "Probes of our own, by HTTP: health.",
                example: "{regions: {us-east-1: \"http://10.1.0.5/health\"}}"),
            Field(
                .httpAction, .object(.httpAction), "A web service of one's own: actions, notifications.",
                example: "{url: \"https://ops.example.com/hooks\"}"),
            Field(
                .powerdns, .object(.powerdns), "PowerDNS, through its HTTP API: traffic.",
                example:
                    "{url: \"http://127.0.0.1:8081\", key: {variable: PDNS_KEY}, zone: example.com, records: {checkout_api: {name: app.example.com, addresses: {us-east-1: 192.0.2.1}}}}"
            ),
            Field(
                .process, .object(.process),
                "A program of one's own, started for each request: capacity, health, actions, notifications.",
                example: "{program: [/opt/ops/regions]}"),
            Field(
                .prometheus, .object(.prometheus), "Prometheus, through its HTTP API: health.",
                example:
                    "{url: \"http://127.0.0.1:9090\", queries: {availability: avg(up)}, freshness: max(timestamp(up))}"
            ),
            Field(
                .redis, .object(.redis), "Redis with replication: data.",
                example: "{service: sessions, servers: {us-east-1: \"cache1:6379\"}}"),
            Field(
                .route53, .object(.route53), "Route 53 of AWS: traffic.",
                example: "{zone: Z0123456789ABC, records: {checkout_api: app.example.com}}"),
        ],
        rules: [
            .exactlyOne(
                [
                    .awsCapacity, .cloudwatch, .haproxy, .http, .httpAction, .pgbouncer, .postgresql, .powerdns,
                    .process, .prometheus, .redis, .route53,
                ],
                noun: "adapter")
        ])

    static let haproxy = ObjectShape(
        "HAProxy settings", "A load balancer whose backends have a server a region.",
        [
            Field(
                .runtime, .scalar(.endpoint), required: true, "Its runtime API, with the level admin.",
                example: "\"127.0.0.1:9999\""),
            Field(
                .backends, .map(.id, text, "services and their backends"), required: true,
                "The backend of each service.",
                example: "{checkout_api: web}"),
            Field(
                .servers, .map(.regionName, text, "regions and their servers"),
                "A region's server in every backend; named as the region when left out.", example: "{us-east-1: east}"),
            Field(
                .exclusive, .scalar(.boolean),
                "Clients have no other way to its services, so that closing one fences it; false when left out.",
                example: "true"),
            Field(.timeout, .scalar(.duration), "The longest that one call may take; 2s when left out.", example: "2s"),
        ])

    static let process = ObjectShape(
        "process settings", "A program that is started for each request, without a shell, and talks JSON.",
        [
            Field(
                .program, .list(of: text, "words"), required: true, "Its path and its arguments.",
                example: "[/opt/ops/regions, --site, blue]"),
            Field(
                .services, .list(of: .scalar(.id), "services"),
                "Those that it scales and looks after; all when left out.", example: "[checkout_api]"),
            Field(
                .actions, .map(.actionName, .object(.offeredAction), "actions"), "What \"run\" may ask for.",
                example: "{backup.verify: {arguments: {region: region}, read_only: true}}"),
            Field(
                .timeout, .scalar(.duration), "The longest look, measurement or examination; 10s when left out.",
                example: "10s"),
        ])

    static let offeredAction = ObjectShape(
        "an offered action", "What an adapter can be asked to do.",
        [
            Field(.summary, text, "One sentence for people.", example: "Restores the latest backup and queries it."),
            Field(
                .arguments, .map(.id, .scalar(.choice(ParameterType.plainNames)), "arguments and their types"),
                "What \"with\" has to give it.", example: "{region: region}"),
            Field(
                .touches, .list(of: choice(OfferedAction.Touch.self), "facets"),
                "What it changes in the region that it is given; nothing when left out.", example: "[capacity]"),
            Field(
                .readOnly, .scalar(.boolean), "It only looks, or tells somebody; false when left out.", example: "true"),
            Field(
                .repeatable, .scalar(.boolean), "Doing it twice is as good as once; false when left out.",
                example: "true"),
            Field(
                .expectedDuration, .scalar(.duration), "What it usually takes; 5s when left out.", example: "30s"),
        ])

    static let prometheus = ObjectShape(
        "Prometheus settings", "What Prometheus is asked for each metric, in PromQL.",
        [
            Field(
                .url, .scalar(.url), required: true, "Its address, without /api.", example: "\"http://127.0.0.1:9090\""),
            Field(
                .queries, .map(.actionName, text, "metrics and their queries"), required: true,
                "A query for each metric; $region, $service and $window are replaced.",
                example: "{availability: 'avg(up{region=\"$region\"})'}"),
            Field(
                .freshness, text, required: true, "A query for when a region was last sampled, in Unix seconds.",
                example: "'max(timestamp(up{region=\"$region\"}))'"),
            Field(
                .timeout, .scalar(.duration), "The longest that all queries together may take; 5s when left out.",
                example: "5s"),
        ])

    static let secret = ObjectShape(
        "a secret", "Where a secret is to be found; it is never written here, and never printed.",
        [
            Field(.variable, text, "A variable of the environment that Switchyard runs in.", example: "PGPASSWORD"),
            Field(.file, text, "A file that holds it and nothing else.", example: "/run/secrets/postgres"),
        ],
        rules: [.exactlyOne([.variable, .file], noun: "place")])
}
