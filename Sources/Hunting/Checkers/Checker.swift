/// Judges a run by what is seen of it from outside. It answers the first time that something is wrong.
package protocol HuntChecker: Sendable {
    static var name: String { get }
    /// The kinds of sightings that it is asked about.
    static var interests: Interests { get }

    init()

    /// What is wrong with what is seen now, in one sentence, or nil.
    mutating func see(_ sighting: Sighting, _ scene: Scene) -> String?
}
