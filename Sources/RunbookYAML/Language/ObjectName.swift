/// Every object of the language by name, so that their shapes can refer to each other.
package enum ObjectName: String, Hashable, Sendable, CaseIterable {
    // A runbook.
    case runbook, parameter, objectives, limits, defaults, retry, gate, tolerance
    case step, parallel, undo
    case shift, promote, lossBound = "loss_bound", place, link, scale, approve, notify
    // An environment.
    case environment, region, service, replicationLink = "replication_link", thresholds
    case environmentObjectives = "environment_objectives", adapters, simulation
    case adapterSettings = "adapter_settings", offeredAction = "offered_action", secret
    case awsCapacity = "aws_capacity", awsGroup = "aws_group", awsCredentials = "aws_credentials"
    case cloudwatch, cloudwatchMeasure = "cloudwatch_measure", cloudwatchDivisor = "cloudwatch_divisor"
    case haproxy, http, httpAction = "http_action", pgbouncer, postgresql, powerdns, dnsRecord = "dns_record"
    case process, prometheus, redis, route53
    // A fault plan.
    case faults, expectation, event, eventLink = "event_link"

    package var shape: ObjectShape {
        switch self {
        case .runbook: Language.runbook
        case .parameter: Language.parameter
        case .objectives: Language.objectives
        case .limits: Language.limits
        case .defaults: Language.defaults
        case .retry: Language.retry
        case .gate: Language.gate
        case .tolerance: Language.tolerance
        case .step: Language.step
        case .parallel: Language.parallel
        case .undo: Language.undo
        case .shift: Language.shift
        case .promote: Language.promote
        case .lossBound: Language.lossBound
        case .place: Language.place
        case .link: Language.link
        case .scale: Language.scale
        case .approve: Language.approve
        case .notify: Language.notify
        case .environment: Language.environment
        case .region: Language.region
        case .service: Language.service
        case .replicationLink: Language.replicationLink
        case .thresholds: Language.thresholds
        case .environmentObjectives: Language.environmentObjectives
        case .adapters: Language.adapters
        case .simulation: Language.simulation
        case .adapterSettings: Language.adapterSettings
        case .haproxy: Language.haproxy
        case .pgbouncer: Language.pgbouncer
        case .postgresql: Language.postgresql
        case .process: Language.process
        case .offeredAction: Language.offeredAction
        case .prometheus: Language.prometheus
        case .redis: Language.redis
        case .secret: Language.secret
        case .http: Language.http
        case .httpAction: Language.httpAction
        case .powerdns: Language.powerdns
        case .dnsRecord: Language.dnsRecord
        case .route53: Language.route53
        case .awsCapacity: Language.awsCapacity
        case .awsGroup: Language.awsGroup
        case .awsCredentials: Language.awsCredentials
        case .cloudwatch: Language.cloudwatch
        case .cloudwatchMeasure: Language.cloudwatchMeasure
        case .cloudwatchDivisor: Language.cloudwatchDivisor
        case .faults: Language.faults
        case .expectation: Language.expectation
        case .event: Language.event
        case .eventLink: Language.eventLink
        }
    }

    /// The key that tells this object from the others that may stand in the same place.
    var discriminator: Key? { self == .parallel ? .parallel : nil }
}
