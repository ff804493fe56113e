import Runbook

/// Adapters that move traffic by what names mean.
extension Language {
    static let powerdns = ObjectShape(
        "PowerDNS settings",
        "An authoritative name server whose LUA records answer with regions' addresses, by weight.",
        [
            Field(
                .url, .scalar(.url), required: true, "Of its HTTP API, without /api.",
                example: "\"http://127.0.0.1:8081\""),
            Field(.key, .object(.secret), required: true, "Of its HTTP API.", example: "{variable: PDNS_KEY}"),
            Field(.server, text, "As its HTTP API calls it; localhost when left out.", example: "localhost"),
            Field(.zone, .scalar(.domain), required: true, "Where the names are.", example: "example.com"),
            Field(
                .records, .map(.id, .object(.dnsRecord), "services and their names"), required: true,
                "What clients of each service ask for.",
                example: "{checkout_api: {name: app.example.com, addresses: {us-east-1: 192.0.2.1}}}"),
            Field(
                .ttl, .scalar(.duration),
                "How long answers may be kept, and so how late clients follow, in whole seconds; 30s when left out.",
                example: "30s"),
            Field(
                .nameserver, .scalar(.endpoint),
                "Where its name server listens, to be asked whether it answers as it should; nobody is asked when left out.",
                example: "\"192.0.2.53:53\""),
            Field(.timeout, .scalar(.duration), "The longest that one call may take; 2s when left out.", example: "2s"),
        ])

    static let dnsRecord = ObjectShape(
        "a name", "A name in the zone, and where it leads.",
        [
            Field(.name, .scalar(.domain), required: true, "What clients ask for.", example: "app.example.com"),
            Field(
                .addresses, .map(.regionName, .scalar(.address), "regions and their addresses"), required: true,
                "Where each region is; all of one kind.", example: "{us-east-1: 192.0.2.1, us-west-2: 192.0.2.2}"),
        ])
}
