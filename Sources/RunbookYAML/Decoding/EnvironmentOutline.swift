import Runbook

/// The names of an environment and what they say about each other, as far as sense could be made of them.
struct EnvironmentOutline {
    struct Region {
        var name: Located<String>
        /// Nil when it could not be made sense of.
        var role: Located<Environment.RegionRole>?
        var services: [Located<String>]
    }

    struct Link {
        var from: Located<String>?
        var to: Located<String>?
    }

    typealias Thresholds = Located<Environment.ThresholdOverrides>

    var regions: [Region]
    var services: [(name: Located<String>, type: Located<ServiceType>?, dependsOn: [Located<String>])]
    var links: [Link]
    var adapters: [Environment.AdapterChoice]
    var quorum: Located<Int64>?
    /// Of the environment itself, and of the regions and services that have some of their own.
    var thresholds: Thresholds?
    var regionThresholds: [(services: [String], own: Thresholds)]
    var serviceThresholds: [(name: String, own: Thresholds)]
    /// There may be regions beside those, or services.
    var lacksRegions = false
    var lacksServices = false
}
