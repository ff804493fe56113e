import Engine

/// The machine that an executor goes on with is the one that its journal replays to.
package struct LiveEqualsReplay: HuntChecker {
    package static let name = "LiveEqualsReplay"
    package static let interests: Interests = .live

    package init() {}

    package func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        guard case .live(let machine, let sequence) = sighting, sequence == scene.sequence, machine != scene.fold
        else { return nil }
        return "after record \(sequence) the live machine is not the replayed one"
    }
}
