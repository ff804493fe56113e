import Runbook

extension Language {
    private static let flatDuration = Shape.scalar(.duration)
    private static let share = Shape.scalar(.share)

    static let environment = ObjectShape(
        "an environment", "What a runbook runs against.",
        [
            Field(.environment, .scalar(.id), required: true, "Its name.", example: "demo"),
            Field(.summary, text, "One sentence for people.", example: "Four simulated regions."),
            Field(
                .regions, .map(.regionName, .object(.region), "regions"), required: true, "The regions, by name.",
                example: "{us-east-1: {role: primary, capacity: 12000/s, peak_load: 9000/s}}"),
            Field(
                .services, .map(.id, .object(.service), "services"), required: true, "What runs in them, by name.",
                example: "{orders_db: {type: database}}"),
            Field(
                .replication, .list(of: .object(.replicationLink), "replication links"),
                "Which region's data flows where.",
                example: "[{from: us-east-1, to: us-west-2, bandwidth: 100MB/s, latency: 35ms}]"),
            Field(.thresholds, .object(.thresholds), "What is fit to serve.", example: "{error_rate: 5%}"),
            Field(
                .objectives, .object(.environmentObjectives), "What every failover here must achieve.",
                example: "{rto: 15m, rpo: 5m}"),
            Field(
                .approvers, .map(.id, .oneOrMany(text, "people"), "roles and the people in them"),
                "Who is in each role; \"*\" is anybody.", example: "{sre: [\"*\"]}"),
            Field(
                .adapters, .object(.adapters),
                "Which adapter plays which part; simulated plays them all when left out.",
                example: "{traffic: simulated}"),
            Field(
                .metrics, .map(.id, choice(Dimension.self), "metrics and their dimensions"),
                "Metrics of one's own, used as custom.NAME.", example: "{queue_depth: count}"),
            Field(
                .quorum, .scalar(.integer(1...9)),
                "How many of several adapters that play health for the same services have to find the same; 1 when left out.",
                example: "2"),
            Field(
                .simulation, .object(.simulation), "Settings of the simulated regions.",
                example: "{seed: 7, dns_ttl: 30s}"),
        ])

    static let region = ObjectShape(
        "a region", "A place that serves traffic.",
        [
            Field(
                .role, choice(Environment.RegionRole.self), required: true,
                "Its declared role; exactly one region is primary.", example: "primary"),
            Field(
                .capacity, .scalar(.rate), required: true, "Requests a second when fully scaled.", example: "12000/s"),
            Field(
                .peakLoad, .scalar(.rate), required: true, "Requests a second of the whole system at peak.",
                example: "9000/s"),
            Field(
                .ready, .scalar(.percentage(atMost: 1000, bare: false)),
                "The share of the peak that is ready before anything is scaled; 100% when left out.", example: "40%"),
            Field(
                .services, .list(of: .scalar(.id), "services"), "The services in it; all when left out.",
                example: "[orders_db]"),
            Field(
                .thresholds, .object(.thresholds), "Thresholds that are others here.", example: "{response_time: 2s}"),
            Field(
                .objectives, .object(.environmentObjectives),
                "What must be achieved when it fails, where that differs.",
                example: "{rto: 5m}"),
        ])

    static let service = ObjectShape(
        "a service", "Something that runs in regions.",
        [
            Field(.type, choice(ServiceType.self), required: true, "What kind of thing it is.", example: "database"),
            Field(
                .dependsOn, .oneOrMany(.scalar(.id), "services"), "What it cannot do without.", example: "[orders_db]"),
            Field(
                .importance, .scalar(.integer(1...1000)),
                "How much it counts in its region's availability, against the others; 1 when left out.", example: "3"),
            Field(
                .thresholds, .object(.thresholds), "Thresholds that are others for it.", example: "{error_rate: 1%}"),
        ])

    static let replicationLink = ObjectShape(
        "a replication link", "Data that flows from one region to another.",
        [
            Field(.from, .scalar(.regionName), required: true, "The region that has the data.", example: "us-east-1"),
            Field(.to, .scalar(.regionName), required: true, "The region that receives it.", example: "us-west-2"),
            Field(.bandwidth, .scalar(.bandwidth), required: true, "How much it carries.", example: "100MB/s"),
            Field(.latency, flatDuration, required: true, "How long a packet takes.", example: "35ms"),
        ])

    static let thresholds = ObjectShape(
        "thresholds", "What is fit to serve.",
        [
            Field(.errorRate, share, "The most errors; 5% when left out.", example: "5%"),
            Field(.responseTime, flatDuration, "The slowest response; 1000ms when left out.", example: "1000ms"),
            Field(.availability, share, "The least availability; 95% when left out.", example: "95%"),
            Field(.replicationLag, flatDuration, "The oldest data; 60s when left out.", example: "60s"),
            Field(.healthy, share, "The least availability of what is healthy; 95% when left out.", example: "99%"),
            Field(.degraded, share, "The least availability of what is degraded; 80% when left out.", example: "90%"),
            Field(
                .critical, share, "The least availability of what is critical; below it has failed; 50% when left out.",
                example: "60%"),
        ])

    static let environmentObjectives = ObjectShape(
        "objectives", "What every failover here must achieve.",
        [
            Field(.rto, flatDuration, "Recovery time objective: the longest interruption.", example: "15m"),
            Field(
                .rpo, flatDuration, "Recovery point objective: the most writes, as time, that may be lost.",
                example: "5m"),
        ])

    static let simulation = ObjectShape(
        "simulation settings", "Settings of the simulated regions.",
        [
            Field(
                .seed, .scalar(.integer(0...999_999_999_999)), "Where its randomness begins; 1 when left out.",
                example: "7"),
            Field(.dnsTtl, flatDuration, "How long resolvers keep an answer; 30s when left out.", example: "30s"),
            Field(
                .load, .scalar(.percentage(atMost: 1000, bare: false)),
                "Requests now, as a share of the peak; 60% when left out.", example: "60%"),
            Field(
                .writeRate, .scalar(.bandwidth), "What is written at this load; 4MB/s when left out.", example: "4MB/s"),
        ])
}
