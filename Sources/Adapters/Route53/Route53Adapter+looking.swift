package import Engine
import Runbook
package import RunbookCompiler
package import World

/// Looking.
extension Route53Adapter {
    typealias Trouble = WeightSights.Trouble

    package func observe() async -> WorldState { await sights().world(topology) }

    package func measure(_ queries: [MetricQuery]) async -> [Measurement] {
        let now = timekeeper.now
        guard queries.contains(where: { $0.metric == .weight }) else {
            return queries.map { Measurement($0, nil, at: now, from: place) }
        }
        let sights = await sights()
        return queries.map { sights.measurement($0, topology, at: now, from: place) }
    }

    private func sights() async -> WeightSights { await WeightSights(of: names) { await sight(of: $0) } }

    private func sight(of name: String) async -> WeightSights.Sight {
        do throws(Trouble) {
            let kinds = try await sets(of: name)
            let shares = kinds.map(shares)
            // A name whose kinds are shared in different ways has no one weight.
            let told = topology.regionIndices.map { region in shares.map { $0.share(of: region.index) } }
            guard let first = shares.first, told.allSatisfy({ Set($0).count == 1 }) else {
                throw Trouble(why: "the kinds of \(name) are shared in different ways", answer: .notDone(.conflict))
            }
            return .success(first)
        } catch {
            return .failure(error)
        }
    }

    /// The weighted record sets of a name, by type: `A`, `AAAA`, `CNAME`.
    func sets(of name: String) async throws(Trouble) -> [[WeightedSet]] {
        guard let api else { throw Trouble(why: "its URL is none", answer: .notDone(.invalid)) }
        let elements: [XMLElement]
        do throws(AWSFailure) {
            elements = try await api.sets(of: name).filter {
                ["A", "AAAA", "CNAME"].contains($0.text("Type") ?? "")
            }
        } catch {
            throw Trouble(why: error.sentence, answer: error.answerToLook)
        }
        let sets = elements.compactMap(WeightedSet.init)
        guard !sets.isEmpty else {
            throw Trouble(why: "\(name) has no weighted record sets", answer: .notDone(.conflict))
        }
        guard sets.count == elements.count else {
            throw Trouble(why: "\(name) has record sets that are not weighted", answer: .notDone(.conflict))
        }
        return Dictionary(grouping: sets, by: \.type).sorted { $0.key < $1.key }.map(\.value)
    }

    func shares(of sets: [WeightedSet]) -> WeightShares {
        WeightShares(weights: sets.map(\.weight), regions: sets.map { identifiers.firstIndex(of: $0.identifier) })
    }
}
