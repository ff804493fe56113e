import Runbook

extension Language {
    static let step = ObjectShape(
        "a step", "One action, and how it is to be treated.",
        [
            Field(.id, .scalar(.id), required: true, "Its name, unique in the runbook.", example: "shift_traffic"),
            Field(.title, text, "A line for people.", example: "Move traffic to $target"),
            Field(
                .when, .scalar(.condition), "Skips the step unless this holds when it starts.",
                example: "$mode == planned"),
            Field(
                .needs, .oneOrMany(.scalar(.id), "ids"),
                "Steps that must have ended before, beside the order of the list.", example: "[warm_compute]"),
        ] + attempts + [
            Field(
                .watch, .scalar(.id), "A gate that is sampled while the step runs; when it fails, so does the step.",
                example: "target_fit"),
            Field(
                .onFailure, choice(FailurePolicy.self),
                "What a failure does to the run: rollback before the point of no return and hold after it, unless said here.",
                example: "hold"),
            Field(
                .undo, Shape.object(.undo).or(elements),
                "The step's own rollback: one action, or a list of steps. An effect with a natural inverse needs none.",
                example: "{run: cache.flush, with: {region: $target}}"),
            Field(
                .irreversible, text, "Says that there is no way back, and why.",
                example: "the old primary must be rebuilt"),
        ] + actions, rules: [oneAction, withNeedsAction])

    static let parallel = ObjectShape(
        "a parallel block", "Branches that run side by side and are joined before the next step.",
        [
            Field(
                .parallel, .list(of: Shape(objects: [.parallel, .step]).or(elements), "steps or lists of steps"),
                required: true, "The branches: each a step or a list of steps.",
                example: "[{id: warm, scale: {region: $target, to: 100%}}, {id: settle, wait: 1m}]")
        ])

    static let undo = ObjectShape(
        "an undo action", "A step's own rollback: one action.", attempts + actions,
        rules: [oneAction, withNeedsAction])

    static let shift = ObjectShape(
        "a shift", "Moves traffic from one region to another.",
        [
            Field(.from, anyRegion, required: true, "The region that gives traffic away.", example: "$source"),
            Field(.to, anyRegion, required: true, "The region that takes it over.", example: "$target"),
            Field(.service, anyService, "Only this service; all when left out.", example: "checkout_api"),
            Field(
                .percent, .oneOrMany(.operand(.percentage(atMost: 100, bare: true)), "percentages", atMost: 100),
                required: true,
                "The share of the source's traffic that the target has taken over after each increment, rising; at most 100 increments.",
                example: "[10, 25, 50, 100]"),
            Field(.soak, duration, "How long each increment is observed.", example: "2m"),
            Field(
                .gate, .scalar(.id), "The gate that is sampled during each soak and must pass after it.",
                example: "target_fit"),
        ])

    static let promote = ObjectShape(
        "a promotion", "Makes a region the writer.",
        [
            Field(.region, anyRegion, required: true, "The region.", example: "$target"),
            Field(.service, anyService, "Only this service; all when left out.", example: "orders_db"),
            Field(
                .maxLoss, Shape.object(.lossBound).or(duration),
                "The most writes, as time, that may be lost: one bound, or one for each mode.",
                example: "{planned: 0s, emergency: 5m}"),
        ])

    static let lossBound = ObjectShape(
        "loss bounds", "The most writes, as time, that may be lost in each mode.",
        [
            Field(.planned, duration, "When everything is alive.", example: "0s"),
            Field(.emergency, duration, "When the source may be dead.", example: "5m"),
        ])

    static let place = ObjectShape(
        "a place", "A region, and a service in it.",
        [
            Field(.region, anyRegion, required: true, "The region.", example: "$source"),
            Field(.service, anyService, "Only this service; all when left out.", example: "orders_db"),
        ])

    static let link = ObjectShape(
        "a link", "From one region to another.",
        [
            Field(.from, anyRegion, required: true, "The region that has the data.", example: "$source"),
            Field(.to, anyRegion, required: true, "The region that receives it.", example: "$target"),
            Field(.service, anyService, "Only this service; all when left out.", example: "orders_db"),
        ])

    static let scale = ObjectShape(
        "a scaling", "Makes capacity ready in a region.",
        [
            Field(.region, anyRegion, required: true, "The region.", example: "$target"),
            Field(.service, anyService, "Only this service; all when left out.", example: "checkout_api"),
            Field(
                .to, .operand(.percentage(atMost: 1000, bare: true)), required: true,
                "The share of the region's peak load that must be ready.", example: "100%"),
        ])

    static let approve = ObjectShape(
        "an approval", "Asks people, and waits for their answer.",
        [
            Field(
                .ask, text, required: true, "The question; $name in it is replaced.",
                example: "Move traffic to $target?"),
            Field(.from, .oneOrMany(.scalar(.id), "roles"), "Who may answer; anybody when left out.", example: "[sre]"),
            Field(.need, counting, "How many must agree; 1 when left out.", example: "2"),
            Field(.notInitiator, .scalar(.boolean), "Whether whoever started the run is excluded.", example: "true"),
            Field(.within, duration, "How long to wait.", example: "30m"),
            Field(.onTimeout, choice(Action.Approve.OnTimeout.self), "What silence means.", example: "rollback"),
        ])

    static let notify = ObjectShape(
        "a notification", "Tells people something.",
        [
            Field(
                .channel, text, required: true, "Where, as the environment's adapter knows it.", example: "operations"),
            Field(
                .message, text, required: true, "What; $name and $run.outcome in it are replaced.",
                example: "$run.outcome"),
        ])
}
