/// A world as its file holds it.
struct WorldDocument: Codable {
    struct Service: Codable, Equatable {
        var name: String
        var type: String
    }

    struct Region: Codable, Equatable {
        var name: String
        var services: [String]
    }

    /// What effects have decided about a service in a region.
    struct Cell: Codable {
        var region: Int
        var service: Int
        /// In basis points.
        var weight: Int32
        var capacity: Int32
        var role: String
        var source: Int?
        var isFenced: Bool
        var isStreaming: Bool
        /// Absent from the files of versions that could not prepare.
        var isPrepared: Bool?
    }

    struct Link: Codable {
        var subject: FaultSubject
        var condition: Condition
    }

    static let currentFormat = 1

    var format: Int
    var environment: String
    var services: [Service]
    var regions: [Region]
    /// In milliseconds.
    var clock: Int64
    var epochs: [Int64]
    var begun: Int64
    var cells: [Cell]
    var regionConditions: [Condition]
    var serviceConditions: [[Condition]]
    var linkConditions: [Link]
    var faults: [ScheduledFault]
    var interferences: [Interference]
    var drifts: [WeightDrift]
    var ramps: [CapacityRamp]
    var data: [DataLine?]
    var shed: [Int32]
    var lostWrites: LostWrites
    /// Absent from the files of versions in which nobody told of a succession.
    var successions: [String: Int64]?
    /// Absent from the files of versions without incidents.
    var incidents: [String]?
}
