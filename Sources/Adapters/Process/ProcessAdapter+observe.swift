package import Engine
import Runbook
package import RunbookCompiler
package import World

/// Looking.
extension ProcessAdapter {
    package func observe() async -> WorldState {
        var world = WorldState(unknownIn: topology)
        guard let answer = try? await conversation.ask(request("observe"), within: settings.timeout),
            let regions = answer["regions"]
        else { return world }
        for region in topology.regionIndices {
            guard let told = regions[topology.name(of: region)] else { continue }
            world.isReachable[region.index] = Knowledge(told: told["reachable"])
            for service in topology.regions[region.index].services {
                guard let state = told["services"]?[topology.name(of: service)] else { continue }
                world[region, service].isServing = Knowledge(told: state["serving"])
                world[region, service].capacity = state["capacity"]?.share
            }
        }
        return world
    }

    package func measure(_ queries: [MetricQuery]) async -> [Measurement] {
        let asked = request("measure", [JSON.Member("queries", .array(queries.map(json(of:))))])
        let answers: [JSON]
        var why = ""
        do throws(Conversation.Failure) {
            let answer = try await conversation.ask(asked, within: settings.timeout)
            answers = answer["measurements"]?.elements ?? []
            if answers.count != queries.count { why = ": \(answers.count) answers to \(queries.count) queries" }
        } catch {
            (answers, why) = ([], ": \(error.sentence)")
        }
        let now = timekeeper.now
        return queries.indices.map { index in
            measurement(queries[index], answers.count == queries.count ? answers[index] : .null, at: now, why)
        }
    }

    private func json(of query: MetricQuery) -> JSON {
        [
            "metric": .string(query.metric.name), "region": .string(topology.name(of: query.region)),
            "service": .optional(query.service.map(topology.name)),
            "window_ms": query.window.map { .integer($0.rawValue) } ?? .null,
        ]
    }

    /// Values come in base units: shares from 0 to 1, milliseconds, bytes, bytes or requests a second, counts.
    private func measurement(
        _ query: MetricQuery, _ answer: JSON, at now: Milliseconds, _ why: String
    ) -> Measurement {
        var result = Measurement(
            query: query, value: nil, sampledAt: now, coveredFrom: now, samples: 0, source: place + why)
        guard isMeasurable(query), let value = answer["value"]?.double, value.isFinite else { return result }
        guard let age = Milliseconds(told: answer["age_ms"]?.double ?? 0),
            let covered = Milliseconds(told: answer["covered_ms"]?.double ?? 0),
            let samples = Int64(exactly: (answer["samples"]?.double ?? 1).rounded())
        else {
            result.source += ": its age, what it covers or its samples cannot be"
            return result
        }
        (result.sampledAt, result.coveredFrom) = (now - age, now - age - covered)
        result.value = Quantity(value, query.metric.dimension ?? .count)
        result.samples = max(1, samples)
        return result
    }

    /// A custom metric has no dimension of its own here, so that what nobody has declared is not measured.
    private func isMeasurable(_ query: MetricQuery) -> Bool {
        switch query.metric {
        case .replicationLag, .replicationLagBytes, .weight: false
        default: true
        }
    }
}

extension Knowledge {
    fileprivate init(told value: JSON?) {
        if case .bool(let isSo)? = value { self.init(isSo) } else { self = .unknown }
    }
}

extension JSON {
    /// A number of percents, from 0 to 1000.
    fileprivate var share: BasisPoints? {
        guard let percent = double, (0...1000).contains(percent) else { return nil }
        return BasisPoints(Int32((percent * 100).rounded()))
    }
}
