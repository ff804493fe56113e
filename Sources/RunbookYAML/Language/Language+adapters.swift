import Runbook

extension Language {
    private static let adapter = Shape.scalar(.id).or(.object(.adapterSettings))

    static let adapters = ObjectShape(
        "adapters", "Which adapter plays which part. Where one is named, nobody plays a part that is left out.",
        [
            Field(.traffic, adapter, "Weights.", example: "simulated"),
            Field(.data, adapter, "Writers, fences and replication.", example: "simulated"),
            Field(.capacity, adapter, "Scaling.", example: "simulated"),
            Field(.health, adapter, "Measurements.", example: "simulated"),
            Field(.actions, adapter, "What \"run\" performs.", example: "simulated"),
            Field(.notifications, adapter, "What \"notify\" sends.", example: "simulated"),
        ])

    static let adapterSettings = ObjectShape(
        "an adapter with its settings", "An adapter, and what it has to know.",
        [
            Field(
                .haproxy, .object(.haproxy), "HAProxy, through its runtime API: traffic.",
                example: "{runtime: \"127.0.0.1:9999\", backends: {checkout_api: web}}")
        ],
        rules: [.exactlyOne([.haproxy], noun: "adapter")])

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
            Field(.timeout, .scalar(.duration), "The longest that one call may take; 2s when left out.", example: "2s"),
        ])
}
