import Engine
import Runbook
import RunbookCompiler
import World

/// What makes an author's property untrue, in figures.
extension Game {
    /// `"capacity(west) == 100%" is not true: capacity(west) is 20%`.
    func untruth(of property: PlanProperty, _ verb: String, _ state: GameState) -> String {
        let facts = facts(against: property.condition, state)
        return "\"\(property.text)\" \(verb)" + (facts.isEmpty ? "" : ": " + facts.joined(separator: ", "))
    }

    /// Of the parts of a condition that does not hold, what they are instead.
    private func facts(against condition: PlanProperty.Condition, _ state: GameState) -> [String] {
        guard !holds(condition, state) else { return [] }
        return switch condition {
        case .tally(let tally, let services, let comparison, let number):
            each(services) { service in
                let count = count(tally, service, state)
                return comparison.holds(Double(count), Double(number))
                    ? nil : "\(tally.rawValue)(\(plan.topology.name(of: service))) is \(count)"
            }
        case .trait(let trait, let region, let services):
            each(services) { service in
                isTrue(trait, region, service, state) ? nil : "\(trait.rawValue)(\(place(region, service))) is not so"
            }
        case .comparison(let metric, let region, let services, let comparison, let value):
            each(services) { service in
                let level = level(metric, region, service, state)
                return comparison.holds(level, value)
                    ? nil : "\(metric.name)(\(place(region, service))) is \(Game.text(level, of: metric))"
            }
        case .and(let parts), .or(let parts): parts.flatMap { facts(against: $0, state) }
        case .running, .mode, .constant, .not: []
        }
    }

    /// What is so of several services alike is said of the first.
    private func each(_ services: ServiceSet, _ fact: (ServiceIndex) -> String?) -> [String] {
        services.lazy.compactMap(fact).first.map { [$0] } ?? []
    }

    private func place(_ region: RegionIndex, _ service: ServiceIndex) -> String {
        "\(plan.topology.name(of: region)), \(plan.topology.name(of: service))"
    }

    private static func text(_ level: Double, of metric: Metric) -> String {
        guard metric.dimension != .time else {
            return level < Double(beyondBounds.rawValue) ? "\(Milliseconds(Int64(level)))" : "beyond every bound"
        }
        return "\(BasisPoints(Int32((level * 10_000).rounded())))"
    }
}
