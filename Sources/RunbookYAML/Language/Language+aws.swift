import Runbook

/// Adapters to AWS.
extension Language {
    private static let credentials = Field(
        .credentials, .object(.awsCredentials),
        "Who asks; the variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY when left out.",
        example: "{access_key: {variable: OPS_KEY}, secret_key: {file: /run/secrets/aws}}")
    private static let url = Field(
        .url, .scalar(.url), "In place of AWS's own; its own when left out.", example: "\"http://127.0.0.1:5000\"")
    private static let timeout = Field(
        .timeout, .scalar(.duration), "The longest that one call may take; 5s when left out.", example: "5s")
    /// Of a service that AWS has in each of its regions.
    static let awsAccess = [
        Field(
            .regions, .map(.regionName, text, "regions and AWS's names of them"),
            "What AWS calls a region, where that is not its name.", example: "{north: eu-north-1}"),
        credentials, url, timeout,
    ]

    static let route53 = ObjectShape(
        "Route 53 settings", "A hosted zone whose names have a weighted record set a region.",
        [
            Field(.zone, text, required: true, "The hosted zone's id.", example: "Z0123456789ABC"),
            Field(
                .records, .map(.id, .scalar(.domain), "services and their names"), required: true,
                "What clients of each service ask for.", example: "{checkout_api: app.example.com}"),
            Field(
                .identifiers, .map(.regionName, text, "regions and their set identifiers"),
                "A region's set identifier in every name; the region's name when left out.",
                example: "{us-east-1: east}"),
            Field(
                .ttl, .scalar(.duration),
                "How long answers may be kept, and so how late clients follow, in whole seconds; 60s when left out.",
                example: "60s"),
            credentials, url, timeout,
        ])

    static let awsCapacity = ObjectShape(
        "AWS capacity settings", "Groups of instances or tasks that carry services. What is ready counts.",
        [
            Field(
                .services,
                .map(
                    .id, .map(.regionName, .object(.awsGroup), "regions and their groups"),
                    "services and their groups by region"), required: true, "What carries each service in each region.",
                example: "{checkout_api: {us-east-1: {auto_scaling_group: web, peak: 12}}}")
        ] + awsAccess)

    static let awsGroup = ObjectShape(
        "a group", "An Auto Scaling group, or a service of ECS.",
        [
            Field(.autoScalingGroup, text, "Its name.", example: "web"),
            Field(.ecsService, text, "Its name.", example: "web"),
            Field(.cluster, text, "The ECS service's; \"default\" when left out.", example: "main"),
            Field(
                .peak, .scalar(.integer(1...AWSCapacitySettings.mostAtPeak)), required: true,
                "So many instances or tasks carry the whole peak.", example: "12"),
        ],
        rules: [.exactlyOne([.autoScalingGroup, .ecsService], noun: "kind"), .beside(.cluster, [.ecsService])])

    static let awsCredentials = ObjectShape(
        "keys to AWS", "Where they are to be found; they are read anew for each request.",
        [
            Field(.accessKey, .object(.secret), required: true, "The access key's id.", example: "{variable: OPS_KEY}"),
            Field(
                .secretKey, .object(.secret), required: true, "The secret access key.",
                example: "{variable: OPS_SECRET}"),
            Field(
                .sessionToken, .object(.secret), "Of keys that are lent for a while.",
                example: "{variable: OPS_SESSION}"),
        ])
}
