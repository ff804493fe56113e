/// What a runbook runs against, as its author declared it.
package struct Environment: Hashable, Sendable {
    package var file: String
    package var name: Located<String>
    package var summary: String?
    package var regions: [Region]
    package var services: [Service]
    package var replication: [ReplicationLink]
    package var thresholds: Thresholds
    package var objectives: Objectives
    /// Who is in each role that may approve; `*` is anybody.
    package var roles: [Role]
    /// Which adapter plays which part; when none is named, `simulated` plays them all.
    package var adapters: [AdapterChoice]
    /// Metrics beyond the built-in ones, with the dimension in which they are measured.
    package var metrics: [CustomMetric]
    /// How many observers of the same thing have to find it so; nil for one.
    package var quorum: Located<Int64>?
    package var simulation: Simulation

    package init(
        file: String, name: Located<String>, summary: String?, regions: [Region], services: [Service],
        replication: [ReplicationLink], thresholds: Thresholds, objectives: Objectives, roles: [Role],
        adapters: [AdapterChoice], metrics: [CustomMetric], quorum: Located<Int64>? = nil,
        simulation: Simulation
    ) {
        self.file = file
        self.name = name
        self.summary = summary
        self.regions = regions
        self.services = services
        self.replication = replication
        self.thresholds = thresholds
        self.objectives = objectives
        self.roles = roles
        self.adapters = adapters
        self.metrics = metrics
        self.quorum = quorum
        self.simulation = simulation
    }
}

extension Environment {
    package enum RegionRole: String, Hashable, Sendable, CaseIterable {
        case primary, secondary, tertiary, quaternary
    }

    package struct Region: Hashable, Sendable {
        package var name: Located<String>
        package var role: Located<RegionRole>
        /// Requests a second that it serves when fully scaled.
        package var capacity: Double
        /// Requests a second of the whole system at peak; a region that carries all traffic must stand it.
        package var peakLoad: Double
        /// Share of the peak that is ready before anything is scaled.
        package var ready: BasisPoints
        /// Services in it; all when nil.
        package var services: [Located<String>]?
        /// What is otherwise there than elsewhere.
        package var thresholds: ThresholdOverrides
        package var objectives: Objectives

        package init(
            name: Located<String>, role: Located<RegionRole>, capacity: Double, peakLoad: Double, ready: BasisPoints,
            services: [Located<String>]?, thresholds: ThresholdOverrides = ThresholdOverrides(),
            objectives: Objectives = Objectives()
        ) {
            self.name = name
            self.role = role
            self.capacity = capacity
            self.peakLoad = peakLoad
            self.ready = ready
            self.services = services
            self.thresholds = thresholds
            self.objectives = objectives
        }
    }

    package struct Service: Hashable, Sendable {
        package var name: Located<String>
        package var type: Located<ServiceType>
        package var dependsOn: [Located<String>]
        /// What is otherwise with it than with the others, in any region.
        package var thresholds: ThresholdOverrides
        /// How much it counts in its region's availability, against the others.
        package var importance: Int64

        package init(
            name: Located<String>, type: Located<ServiceType>, dependsOn: [Located<String>],
            thresholds: ThresholdOverrides = ThresholdOverrides(), importance: Int64 = 1
        ) {
            self.name = name
            self.type = type
            self.dependsOn = dependsOn
            self.thresholds = thresholds
            self.importance = importance
        }
    }

    package struct ReplicationLink: Hashable, Sendable {
        package var from: Located<String>
        package var to: Located<String>
        package var span: SourceSpan
        /// Bytes a second.
        package var bandwidth: Double
        package var latency: Milliseconds

        package init(
            from: Located<String>, to: Located<String>, span: SourceSpan, bandwidth: Double, latency: Milliseconds
        ) {
            self.from = from
            self.to = to
            self.span = span
            self.bandwidth = bandwidth
            self.latency = latency
        }
    }

    package struct Role: Hashable, Sendable {
        package var name: Located<String>
        package var people: [Located<String>]

        package init(name: Located<String>, people: [Located<String>]) {
            self.name = name
            self.people = people
        }
    }

    /// The part of a region that an adapter can play.
    package enum Part: String, Hashable, Sendable, CaseIterable {
        case traffic, data, connections, capacity, health, actions, notifications

        /// All but `connections`, which is between clients and regions and may be left out.
        package static let ofRegions = allCases.filter { $0 != .connections }
    }

    package struct AdapterChoice: Hashable, Sendable {
        package var part: Located<Part>
        package var adapter: Located<String>
        /// Nil for an adapter of which there is none, or that was not told what it has to know.
        package var settings: AdapterSettings?

        package init(part: Located<Part>, adapter: Located<String>, settings: AdapterSettings?) {
            self.part = part
            self.adapter = adapter
            self.settings = settings
        }
    }

    package struct CustomMetric: Hashable, Sendable {
        package var name: Located<String>
        package var dimension: Located<Dimension>

        package init(name: Located<String>, dimension: Located<Dimension>) {
            self.name = name
            self.dimension = dimension
        }
    }

    /// Settings of the simulated regions.
    package struct Simulation: Hashable, Sendable {
        package var seed: UInt64 = 1
        /// How long resolvers keep an answer, so how late real traffic follows a weight.
        package var dnsTimeToLive = Milliseconds.seconds(30)
        /// Requests a second now, as a share of the peak.
        package var load = BasisPoints.percent(60)
        /// Bytes a second written at the current load.
        package var writeRate: Double = 4_000_000

        package init() {}
    }
}
