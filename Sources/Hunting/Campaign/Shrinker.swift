import Runbook

/// Leaves out of a failing case whatever is not needed for the same checker to fail.
package struct Shrinker {
    private let checker: String
    private var attempts = 0
    private static let mostAttempts = 6000

    package static func shrink(_ failing: Case) -> Case {
        guard let violation = failing.violation() else { return failing }
        var shrinker = Shrinker(checker: violation.checker)
        var best = failing
        while let smaller = shrinker.smaller(best) { best = smaller }
        return best
    }

    private init(checker: String) { self.checker = checker }

    private mutating func fails(_ candidate: Case) -> Bool {
        attempts += 1
        return attempts < Shrinker.mostAttempts && candidate.violation()?.checker == checker
    }

    private mutating func smaller(_ given: Case) -> Case? {
        for index in given.faults.indices {
            var candidate = given
            candidate.faults.remove(at: index)
            if fails(candidate) { return candidate }
        }
        for sketch in given.sketch.smaller {
            guard attempts < Shrinker.mostAttempts, case .success(let specimen) = sketch.specimen() else { continue }
            var candidate = given
            (candidate.sketch, candidate.specimen) = (sketch, specimen)
            if fails(candidate) { return candidate }
        }
        return nil
    }
}
