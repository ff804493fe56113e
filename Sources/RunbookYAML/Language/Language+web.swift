import Runbook

/// Adapters that talk HTTP to servers of one's own.
extension Language {
    static let http = ObjectShape(
        "HTTP probe settings",
        "URLs that are asked again and again while a run needs to know. A probe is well when its status is from 200 to 299.",
        [
            Field(
                .regions, .map(.regionName, .scalar(.url), "regions and their URLs"),
                "The URL that tells of all services of each region.",
                example: "{us-east-1: \"http://10.1.0.5/health\"}"),
            Field(
                .services,
                .map(
                    .id, .map(.regionName, .scalar(.url), "regions and their URLs"), "services and their URLs by region"
                ),
                "The URL of each service in each region; it then looks after these services alone.",
                example: "{checkout_api: {us-east-1: \"http://10.1.0.5/health\"}}"),
            Field(
                .every, .scalar(.duration), "From one probe of a URL to the next, at least 100ms; 1s when left out.",
                example: "1s"),
            Field(
                .timeout, .scalar(.duration), "The longest that one probe may take; 2s when left out.", example: "2s"),
        ],
        rules: [.exactlyOne([.regions, .services], noun: "list of URLs")])

    static let httpAction = ObjectShape(
        "HTTP action settings", "A web service that acts for us, or tells somebody. It is sent JSON by POST.",
        [
            Field(
                .url, .scalar(.url), required: true,
                "Where requests are posted to. It is printed: no secret belongs in it.",
                example: "\"https://ops.example.com/hooks\""),
            Field(
                .authorization, .object(.secret), "The whole value of the header Authorization; none when left out.",
                example: "{variable: OPS_AUTHORIZATION}"),
            Field(
                .actions, .map(.actionName, .object(.offeredAction), "actions"), "What \"run\" may ask for.",
                example: "{backup.verify: {arguments: {region: region}, read_only: true}}"),
            Field(
                .timeout, .scalar(.duration),
                "The longest examination; 10s when left out. An action may take what its step allows it.",
                example: "10s"),
        ])
}
