import Runbook

/// Many stories, one after another: what they went through and what was found.
package struct Campaign: Sendable {
    package struct Failure: Sendable {
        package var seed: UInt64
        package var violation: Violation
    }

    package private(set) var coverage = Coverage()
    package private(set) var failures: [Failure] = []
    package private(set) var runs = 0
    package private(set) var drawn = 0
    package private(set) var rejected: [String: Int] = [:]
    /// Of the runbooks that were hunted through.
    package private(set) var sizes: [Int: Int] = [:]
    /// So many runs share a runbook.
    package static let runsOfOne = 12
    private var trial: (base: UInt64, sketch: SpecimenSketch, specimen: Specimen)?

    package init() {}

    /// One run, told by its own seed alone.
    package mutating func hunt(_ seed: UInt64) {
        guard let specimen = specimen(for: seed) else { return }
        let story = Story(specimen, faults: FaultPlanner.faults(for: specimen, seed: seed), seed: seed)
        story.tell()
        runs += 1
        coverage.add(story.coverage)
        if let violation = story.violations.first { failures.append(Failure(seed: seed, violation: violation)) }
    }

    /// The specimen of a seed: seeds come in groups that share one.
    private mutating func specimen(for seed: UInt64) -> Specimen? {
        let base = seed / UInt64(Campaign.runsOfOne)
        if let trial, trial.base == base { return trial.specimen }
        guard let found = Campaign.draw(base, note: { note($0) }) else { return nil }
        trial = (base, found.sketch, found.specimen)
        sizes[found.sketch.runbook.stepCount, default: 0] += 1
        return found.specimen
    }

    private mutating func note(_ objections: Objections?) {
        drawn += 1
        guard let objections else { return }
        for code in Set(objections.diagnostics.map(\.code)) { rejected[code, default: 0] += 1 }
    }

    /// Draws until the checker accepts.
    static func draw(
        _ base: UInt64, note: (Objections?) -> Void = { _ in }
    ) -> (sketch: SpecimenSketch, specimen: Specimen)? {
        for attempt in 0..<UInt64(200) {
            let sketch = SpecimenSketch.draw(seed: base &* 0x1_0000 &+ attempt)
            switch sketch.specimen() {
            case .success(let specimen):
                note(nil)
                return (sketch, specimen)
            case .failure(let objections): note(objections)
            }
        }
        return nil
    }
}
