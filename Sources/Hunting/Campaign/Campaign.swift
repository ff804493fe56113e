import Runbook

/// Many stories, one after another: what they went through and what was found.
package struct Campaign: Sendable {
    package struct Failure: Sendable {
        package var number: UInt64
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
    static let runsOfOne = 12
    /// So far apart are the numbers of the first runs of two seeds.
    package static let runsOfASeed: UInt64 = 1_200_000_000
    private var trial: (base: UInt64, sketch: SpecimenSketch, specimen: Specimen)?

    package init() {}

    /// One run, which its number tells whole.
    package mutating func hunt(_ number: UInt64) {
        guard let specimen = specimen(for: number) else { return }
        let story = Story(specimen, faults: FaultPlanner.faults(for: specimen, seed: number), seed: number)
        story.tell()
        runs += 1
        coverage.add(story.coverage)
        if let violation = story.violations.first { failures.append(Failure(number: number, violation: violation)) }
    }

    /// Neighbours share a runbook, so that compiling is not most of the work.
    private mutating func specimen(for number: UInt64) -> Specimen? {
        let base = number / UInt64(Campaign.runsOfOne)
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
