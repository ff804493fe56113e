package import Runbook

/// A specimen before it is text, so that parts of it can be left out.
package struct SpecimenSketch: Hashable, Sendable {
    package var environment: EnvironmentSketch
    package var runbook: RunbookSketch
    package var children: [String: RunbookSketch]
    package var mode: Mode
    package var nature: Nature

    /// The specimen that a seed draws; it may not pass the checker.
    package static func draw(seed: UInt64) -> SpecimenSketch {
        var dice = Dice(seed, .environment)
        return Sketcher.sketch(EnvironmentSketch.make(&dice), seed: seed)
    }

    package var texts: SpecimenTexts {
        SpecimenTexts(
            runbook: runbook.text, environment: environment.text,
            children: children.filter { runbook.text.contains("runbook: \($0.key)@1") }.mapValues(\.text))
    }

    package func specimen() -> Result<Specimen, Objections> { Specimen.make(texts, mode: mode, nature: nature) }

    /// Every way to leave one thing out.
    var smaller: [SpecimenSketch] {
        var result: [SpecimenSketch] = []
        for fewer in runbook.smaller {
            var changed = self
            changed.runbook = fewer
            result.append(changed)
        }
        for (name, child) in children.sorted(by: { $0.key < $1.key }) {
            for fewer in child.smaller {
                var changed = self
                changed.children[name] = fewer
                result.append(changed)
            }
        }
        return result
    }
}
