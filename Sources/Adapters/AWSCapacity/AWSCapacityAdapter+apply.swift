package import Engine
import Runbook
import RunbookCompiler
package import World

/// Scaling.
extension AWSCapacityAdapter {
    package func apply(_ assignment: Assignment) async -> EffectReport {
        guard case .scale(let region, let capacities) = assignment.effect else {
            return EffectReport(.notDone(.invalid), detail: "\(AWSCapacitySettings.name) scales and nothing else")
        }
        let deadline = ContinuousClock.now + .milliseconds(assignment.timeout.rawValue)
        var wanted: [(group: ScalableGroup, count: Int)] = []
        for capacity in capacities {
            let place = Place(region: region, service: capacity.service)
            guard let group = groups[place] else {
                let name = "\(topology.name(of: capacity.service)) in \(topology.name(of: region))"
                return EffectReport(
                    .notDone(.invalid), detail: "\(AWSCapacitySettings.name) was told of no group for \(name)")
            }
            guard let count = group.count(capacity.share) else {
                return EffectReport(
                    .notDone(.invalid),
                    detail: "\(group.name): \(capacity.share) of \(group.peak) is no whole number of them")
            }
            wanted.append((group, count))
        }
        return await resize(wanted, by: deadline)
    }

    private func resize(
        _ wanted: [(group: ScalableGroup, count: Int)], by deadline: ContinuousClock.Instant
    ) async -> EffectReport {
        // All are looked at before any is changed.
        for (group, count) in wanted {
            do throws(AWSFailure) {
                guard let size = try await group.size() else {
                    return EffectReport(.notDone(.invalid), detail: "there is no \(group.name)")
                }
                guard size.allowed.contains(count) else {
                    return EffectReport(
                        .notDone(.invalid),
                        detail: """
                            \(group.name) may have from \(size.allowed.lowerBound) to \(size.allowed.upperBound), and not \
                            \(count)
                            """)
                }
            } catch {
                return EffectReport(error.answerToLook, detail: "\(group.name): \(error.sentence)")
            }
        }
        for (index, (group, count)) in wanted.enumerated() {
            guard !Task.isCancelled else { return EffectReport(.inDoubt, detail: "it was given up") }
            do throws(AWSFailure) {
                try await group.resize(to: count)
            } catch {
                // Those before it have been asked for.
                let answer = index == 0 ? error.answerToChange : .inDoubt
                return EffectReport(answer, detail: "\(group.name): \(error.sentence)")
            }
        }
        return await ready(wanted, by: deadline)
    }

    /// Between two looks at what is being started.
    private static let pause = Duration.seconds(1)

    /// When as many are ready as were asked for.
    private func ready(
        _ wanted: [(group: ScalableGroup, count: Int)], by deadline: ContinuousClock.Instant
    ) async -> EffectReport {
        var reached: [String] = []
        for (group, count) in wanted {
            while true {
                // A look that fails is made again, as long as there is time.
                let size = try? await group.size()
                if size?.ready == count, size?.wanted == count { break }
                guard !Task.isCancelled, ContinuousClock.now + AWSCapacityAdapter.pause < deadline else {
                    let words =
                        size.map { "\($0.ready) of \(count) are ready, and \($0.wanted) are wanted" }
                        ?? "nobody knows how many are ready"
                    return EffectReport(.inDoubt, detail: "\(group.name): \(words)")
                }
                try? await Task.sleep(for: AWSCapacityAdapter.pause)
            }
            reached.append("\(group.name) has \(count) ready")
        }
        return EffectReport(.done, detail: reached.joined(separator: "; "))
    }

    package func calls(for effect: Effect, in world: WorldState) -> [String] {
        guard case .scale(let region, let capacities) = effect else { return [] }
        return capacities.compactMap { capacity in
            guard let group = groups[Place(region: region, service: capacity.service)] else { return nil }
            return group.count(capacity.share).map(group.call)
        }
    }
}
