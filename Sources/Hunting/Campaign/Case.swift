import Runbook

/// One story that can be told again: what is run, what goes wrong, and the seed of everything else.
package struct Case: Sendable {
    package var sketch: SpecimenSketch
    package var specimen: Specimen
    package var faults: [Fault]
    package var seed: UInt64

    /// The case that a seed stands for; nil when no runbook could be drawn.
    package init?(seed: UInt64) {
        guard let drawn = Campaign.draw(seed / UInt64(Campaign.runsOfOne)) else { return nil }
        sketch = drawn.sketch
        specimen = drawn.specimen
        faults = FaultPlanner.faults(for: drawn.specimen, seed: seed)
        self.seed = seed
    }

    /// What a checker found, if any.
    package func violation() -> Violation? { told().violations.first }

    /// Every line of the story's trace.
    package func trace() -> [String] {
        let story = Story(specimen, faults: faults, seed: seed, keepsTrace: true)
        story.tell()
        return story.trace
    }

    func told() -> Story {
        let story = Story(specimen, faults: faults, seed: seed)
        story.tell()
        return story
    }
}
