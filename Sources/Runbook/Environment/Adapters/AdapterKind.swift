/// What one kind of adapter has to know, and what it can be told before anything is reached for.
package protocol AdapterKind: Hashable, Sendable {
    /// As it is written in an environment.
    static var name: String { get }
    /// What it can play.
    static var parts: [Environment.Part] { get }

    /// The services that it is told about; where there are any, it plays its parts for these alone.
    var services: [Located<String>] { get }
    /// The regions that it is told about.
    var regions: [Located<String>] { get }
    /// Metrics that it is told about and that are neither the language's nor the environment's.
    var unknownMetrics: [Located<String>] { get }
    /// What else cannot be, as far as the settings alone tell.
    var objections: [AdapterObjection] { get }
    /// The same, wherever it is written.
    var placeless: Self { get }

    /// Whether services of a type are such as it deals with.
    func fits(_ type: ServiceType, playing part: Environment.Part) -> Bool

    /// Services or regions that are one and the same to the server, so that what is done to one is done to the other.
    /// - Parameter regions: all of the environment.
    func entangled(_ regions: [Located<String>]) -> [(Located<String>, Located<String>)]
}

extension AdapterKind {
    package var services: [Located<String>] { [] }
    package var regions: [Located<String>] { [] }
    package var unknownMetrics: [Located<String>] { [] }
    package var objections: [AdapterObjection] { [] }

    package func fits(_ type: ServiceType, playing part: Environment.Part) -> Bool { true }

    package func entangled(_ regions: [Located<String>]) -> [(Located<String>, Located<String>)] { [] }
}

extension Located {
    /// The same value, as if written at the start of a file.
    package var placeless: Located { Located(value, at: .startOfFile) }
}
