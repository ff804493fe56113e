import Runbook

extension Language {
    /// What can happen to something, as an event names it.
    package static let faultNames = ["fail", "slow", "partition", "restore", "refuse", "lose_reply", "lose_request"]
    private static let effectFaults = ["refuse", "lose_reply", "lose_request"]
    private static let aRegion = Shape.scalar(.regionName)

    static let faults = ObjectShape(
        "a fault plan", "What happens to simulated regions while a runbook runs, and how that run is expected to end.",
        [
            Field(.faults, .scalar(.id), required: true, "Its name.", example: "target_dies"),
            Field(.summary, text, "One sentence for people.", example: "The target dies while traffic moves."),
            Field(.runbook, .scalar(.id), required: true, "The runbook it was written for.", example: "gradual"),
            Field(.mode, choice(Mode.self), "How it is run; planned when left out.", example: "planned"),
            Field(
                .set, .map(.id, .scalar(.anything), "parameters"), "The runbook's parameters.",
                example: "{target: eu-west-1}"),
            Field(
                .approvals, choice(FaultPlan.Approvals.self), "How people answer; granted when left out.",
                example: "granted"),
            Field(
                .expect, .object(.expectation), required: true, "How the run must end.",
                example: "{outcome: rolled_back, writer: us-east-1}"),
            Field(
                .events, .list(of: .object(.event), "events"), "What happens, and when; nothing when left out.",
                example: "[{at: 4m, region: us-west-2, fault: fail}]"),
        ])

    static let expectation = ObjectShape(
        "an expectation", "How the run must end.",
        [
            Field(
                .outcome, choice(FaultPlan.Outcome.self), required: true, "Where it comes to rest.",
                example: "rolled_back"),
            Field(.step, .scalar(.id), "The step that decides the end, such as the one that failed.", example: "shift"),
            Field(.writer, aRegion, "The writer at the end.", example: "us-east-1"),
            Field(
                .weights, .map(.regionName, .scalar(.share), "regions and their shares"),
                "Traffic at the end, in all 100%.", example: "{us-east-1: 100%}"),
        ])

    static let event = ObjectShape(
        "an event", "A fault, where and when.",
        [
            Field(.at, .scalar(.duration), required: true, "When, from the start of the run.", example: "4m"),
            Field(.region, aRegion, "The region it happens to.", example: "us-west-2"),
            Field(.service, .scalar(.id), "Only this service in the region.", example: "checkout_api"),
            Field(
                .link, .object(.eventLink), "The replication link it happens to.",
                example: "{from: us-east-1, to: us-west-2}"),
            Field(.fault, .scalar(.choice(faultNames)), required: true, "What happens.", example: "fail"),
            Field(.factor, .scalar(.number(1...1_000_000)), "For slow: how many times slower.", example: "8"),
            Field(
                .action, .scalar(.actionName), "For refuse, lose_reply and lose_request: which effects.",
                example: "promote"),
            Field(.times, .scalar(.integer(1...1_000_000)), "How many of them; 1 when left out.", example: "2"),
        ],
        rules: [
            .exactlyOne([.region, .link], noun: "place"), .beside(.service, [.region]),
            .belongsTo(.factor, when: .fault, is: ["slow"], required: true),
            .belongsTo(.action, when: .fault, is: effectFaults, required: true),
            .belongsTo(.times, when: .fault, is: effectFaults, required: false),
        ])

    static let eventLink = ObjectShape(
        "a link", "A replication link, by its ends.",
        [
            Field(.from, aRegion, required: true, "The region that has the data.", example: "us-east-1"),
            Field(.to, aRegion, required: true, "The region that receives it.", example: "us-west-2"),
        ])
}
