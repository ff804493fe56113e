package import Engine

/// One story that can be told again: what is run, what goes wrong, and the number that seeds everything else.
package struct Case: Sendable {
    package var sketch: SpecimenSketch
    package var specimen: Specimen
    package var faults: [Fault]
    package var number: UInt64
    package var checkers = AllCheckers.types

    /// The case of a number; nil when no runbook could be drawn.
    package init?(_ number: UInt64) {
        guard let drawn = Campaign.draw(number / UInt64(Campaign.runsOfOne)) else { return nil }
        sketch = drawn.sketch
        specimen = drawn.specimen
        faults = FaultPlanner.faults(for: drawn.specimen, seed: number)
        self.number = number
    }

    /// What a checker found, if any.
    package func violation() -> Violation? { told().violations.first }

    /// Every record of the run.
    package func journal() -> [JournalRecord] { told().journal }

    /// Every line of the story's trace.
    package func trace() -> [String] {
        let story = Story(specimen, faults: faults, seed: number, checkers: checkers, keepsTrace: true)
        story.tell()
        return story.trace
    }

    func told() -> Story {
        let story = Story(specimen, faults: faults, seed: number, checkers: checkers)
        story.tell()
        return story
    }
}
