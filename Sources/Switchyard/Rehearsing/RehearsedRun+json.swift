import Engine
package import Runbook
import RunbookCompiler
import Simulation
import World

extension RehearsedRun {
    /// Everything that the rehearsals came to; lengths of time are in milliseconds, shares between 0 and 1.
    package var json: JSON {
        let prepared = prepared
        let parameters = plan.parameters.sorted { $0.key < $1.key }
        return [
            "runbook": .string(plan.runbook), "version": .integer(plan.version),
            "environment": .string(prepared.environment.name.value), "mode": .string(prepared.mode.rawValue),
            "parameters": .object(parameters.map { JSON.Member($0.key, .string("\($0.value)")) }),
            "after": .optional(before?.runbook), "faults": .optional(prepared.faults?.name.value),
            "rto_ms": .length(plan.rto), "rpo_ms": .length(plan.rpo), "deadline_ms": .length(plan.deadline),
            "duration_ms": .distribution(forecast.durations),
            "without_writer_ms": .distribution(forecast.withoutWriter),
            "two_writers_ms": .distribution(forecast.withTwoWriters), "standby_lag_ms": .distribution(forecast.lags),
            "lost_writes_ms": .distribution(forecast.lost), "worst_error_rate": .number(forecast.worstErrorRate),
            "as_expected": forecast.asExpected.map(JSON.count) ?? .null,
            "outcomes": .array(forecast.groups.map(json)), "rehearsals": .array(forecast.results.map(json)),
            "charted": charting, "not_covered": .array(RehearsalLimits.sentences(of: self).map(JSON.string)),
        ]
    }

    private func json(_ group: RehearsalForecast.Group) -> JSON {
        [
            "outcome": .optional(group.outcome?.rawValue), "share": .number(group.share.ratio),
            "count": .count(group.durations.values.count), "duration_ms": .distribution(group.durations),
            "reasons": .array(
                group.reasons.map { reason in
                    [
                        "count": .count(reason.count), "step": .optional(step(of: reason.cause)),
                        "why": .string(CauseText.sentence(reason.cause, plan)),
                    ]
                }),
        ]
    }

    private func json(_ result: RehearsalResult) -> JSON {
        [
            "seed": .string("\(result.seed)"), "outcome": .optional(result.outcome?.rawValue),
            "step": .optional(result.decision.flatMap(step)),
            "why": .optional(result.decision.map { CauseText.sentence($0, plan) }),
            "duration_ms": .length(result.duration), "without_writer_ms": .length(result.gauge.withoutWriter),
            "ends_without_writer": .bool(result.gauge.isWithoutWriter),
            "two_writers_ms": .length(result.gauge.withTwoWriters), "standby_lag_ms": .length(result.gauge.lag),
            "worst_error_rate": .number(result.gauge.errorRate), "lost_writes_ms": .length(result.lost),
            "as_expected": result.isAsExpected.map(JSON.bool) ?? .null,
        ]
    }

    private func step(of cause: Cause) -> String? { cause.node.map { plan.labels[$0.index].step } }

    /// The rehearsal that was sampled over time; times count from its beginning.
    private var charting: JSON {
        let chart = RehearsalChart(charted, faults: prepared.faults)
        return [
            "seed": .string("\(seed)"), "standing": .string(standing), "truth": .string(truth),
            "steps": .array(
                chart.track.stints.map { stint in
                    [
                        "id": .string(plan.labels[stint.node.index].id), "undo": .bool(stint.isUndo),
                        "start_ms": .length(chart.since(stint.start)), "end_ms": .length(chart.since(stint.end)),
                        "ended": .string("\(stint.ending)"),
                    ]
                }),
            "samples": .array(
                charted.samples.map { sample in
                    [
                        "at_ms": .length(chart.since(sample.at)), "error_rate": .number(sample.errorRate),
                        "regions": .object(
                            plan.topology.regionIndices.map { region in
                                JSON.Member(plan.topology.name(of: region), json(sample.regions[region.index]))
                            }),
                    ]
                }),
        ]
    }

    private func json(_ region: RehearsalSample.Region) -> JSON {
        [
            "weight": .number(region.weight.ratio), "traffic": .number(region.traffic),
            "reachable": .bool(region.isReachable), "error_rate": .value(region.errorRate),
            "response_time_p95_ms": .value(region.responseTime), "lag_ms": .value(region.lag),
            "capacity": .value(region.capacity), "load": .value(region.load),
        ]
    }
}

extension JSON {
    fileprivate static func length(_ time: Milliseconds?) -> JSON { time.map { .integer($0.rawValue) } ?? .null }
    fileprivate static func value(_ value: Double?) -> JSON { value.map(JSON.number) ?? .null }

    fileprivate static func distribution(_ times: Distribution) -> JSON {
        ["median": .length(times.median), "p95": .length(times.p95), "worst": .length(times.worst)]
    }
}
