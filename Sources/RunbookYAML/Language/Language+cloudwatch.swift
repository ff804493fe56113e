import Runbook

/// Metrics of CloudWatch.
extension Language {
    private static let namespace = "Its namespace."
    private static let dimensions = Shape.map(
        .text, text.or(.map(.regionName, text, "regions and their values")), "dimensions and their values")
    private static let ofDividend = "that of what is divided when left out."

    static let cloudwatch = ObjectShape(
        "CloudWatch settings", "Metrics of AWS CloudWatch, asked for by GetMetricData.",
        [
            Field(
                .metrics, .map(.actionName, .object(.cloudwatchMeasure), "metrics and what they are made of"),
                required: true, "What each metric is made of.",
                example:
                    "{response_time: {namespace: AWS/ApplicationELB, name: TargetResponseTime, statistic: Average, dimensions: {LoadBalancer: app/$service-$region/50dc6c49}}}"
            ),
            Field(
                .services, .list(of: .scalar(.id), "services"), "Those that it looks after; all when left out.",
                example: "[checkout_api]"),
        ] + awsAccess)

    static let cloudwatchMeasure = ObjectShape(
        "a metric of CloudWatch",
        """
        A statistic, or one divided by another. Over a window, averages and sums are those of all its samples; of \
        percentiles, that of the worst period counts.
        """,
        [
            Field(.namespace, text, required: true, namespace, example: "AWS/ApplicationELB"),
            Field(.name, text, required: true, "Its name.", example: "HTTPCode_Target_5XX_Count"),
            Field(
                .statistic, choice(CloudWatchStatistic.self), required: true,
                "What is made of its samples; where a rate or a bandwidth is asked for, a sum is told by the second.",
                example: "Sum"),
            Field(
                .dimensions, dimensions, "What else names it; $region and $service are replaced.",
                example: "{LoadBalancer: {us-east-1: app/web/50dc6c49, us-west-2: app/web/7a1f2b3c}}"),
            Field(
                .divideBy, .object(.cloudwatchDivisor), "What it is a part of; nothing is told where that is zero.",
                example: "{name: RequestCount}"),
            Field(
                .missing, choice(CloudWatchMeasure.Missing.self),
                "What it is in a period in which only what it is divided by is there; unknown when left out.",
                example: "zero"),
            Field(
                .complement, .scalar(.boolean), "The share is taken from 1; false when left out.", example: "true"),
            Field(
                .unit, choice(CloudWatchUnit.self),
                "Its unit, where that is not Seconds for a time, Bytes for an amount of data, or None for a share.",
                example: "Milliseconds"),
            Field(
                .period, choice(CloudWatchMeasure.Period.self),
                "How often CloudWatch has a datapoint; 1m when left out.",
                example: "5m"),
        ],
        rules: [
            .beside(.missing, [.divideBy]),
            .belongsTo(
                .missing, when: .statistic, is: CloudWatchStatistic.allCases.filter(\.isTotal).map(\.rawValue),
                required: false),
        ])

    static let cloudwatchDivisor = ObjectShape(
        "a divisor", "Another metric of CloudWatch.",
        [
            Field(.name, text, required: true, "Its name.", example: "RequestCount"),
            Field(.namespace, text, "Its namespace; \(ofDividend)", example: "AWS/ApplicationELB"),
            Field(
                .statistic, choice(CloudWatchStatistic.self), "What is made of its samples; \(ofDividend)",
                example: "Sum"),
            Field(
                .dimensions, dimensions, "What else names it; those of what is divided when left out.",
                example: "{LoadBalancer: app/web/50dc6c49}"),
        ])
}
