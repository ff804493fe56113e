package import Engine
package import Monitoring
package import Runbook

/// Where the metrics of an environment are going, by what its history has.
package struct ForecastReport: LookoutReport, Sendable {
    package var environment: String
    package var span: Milliseconds
    package var horizon: Milliseconds
    package var forecasts: [MetricForecast]
    /// Series of which nothing can be said, and why.
    package var silent: [(series: SeriesName, why: MetricForecast.Failure)]
    /// What is not in sight too.
    package var showsAll = false

    /// - Parameters:
    ///   - span: how far back the history is read.
    ///   - horizon: how far ahead it is told.
    package static func make(
        _ environment: Environment, in store: String, span: Milliseconds, horizon: Milliseconds, at now: Milliseconds
    ) async throws(OrchestratorError) -> ForecastReport {
        guard let history = try Composition.existingHistory(in: store) else {
            throw OrchestratorError(
                .unusable, "there is no history in \(store)",
                help: "Let \"switchyard observe --environment \(environment.name.value)\" sample for a while")
        }
        var report = ForecastReport(
            environment: environment.name.value, span: span, horizon: horizon, forecasts: [], silent: [])
        let steps: Resolution = span <= .hours(2) ? .raw : span <= .hours(24 * 7) ? .minute : .hour
        do throws(StoreError) {
            for series in try await history.series(of: report.environment) {
                guard let limit = ForecastLimit(series, environment) else { continue }
                let name = report.environment
                let past = try await past(of: series, name, history, from: now - span, to: now, in: steps)
                let recent = try await history.points(
                    series, of: name, from: now - TrendLine.staleness, to: now + .minutes(1), in: .raw)
                // Of the step that is not over, what was seen last.
                let points = recent.last.map { past.dropLast() + [$0] } ?? past
                do throws(MetricForecast.Failure) {
                    report.forecasts.append(
                        try MetricForecast(
                            series, points, threshold: limit.threshold, isUpperLimit: limit.isUpper, horizon: horizon,
                            now: now, staleness: TrendLine.staleness))
                } catch {
                    report.silent.append((series, error))
                }
            }
        } catch {
            throw OrchestratorError(error)
        }
        report.forecasts.sort { ForecastReport.urgency($0) < ForecastReport.urgency($1) }
        return report
    }

    /// In steps in which there are enough for a line: a young history has few hours, or minutes.
    private static func past(
        of series: SeriesName, _ environment: String, _ history: any SampleStore, from start: Milliseconds,
        to end: Milliseconds, in steps: Resolution
    ) async throws(StoreError) -> [HistoryPoint] {
        let points = try await history.points(series, of: environment, from: start, to: end, in: steps)
        guard points.count < 2 * TrendLine.fewestPoints, let finer = steps.finer else { return points }
        return try await past(of: series, environment, history, from: start, to: end, in: finer)
    }

    private static func urgency(_ forecast: MetricForecast) -> Int64 {
        switch forecast.breach {
        case .already: -1
        case .after(let time): time.rawValue
        case .notWithin: .max
        }
    }

    private static func name(_ series: SeriesName) -> String {
        "\(series.metric)(\(series.region)\(series.service.map { ", " + $0 } ?? ""))"
    }

    private func value(_ forecast: MetricForecast, _ value: Double) -> String {
        Quantity(value, forecast.threshold.dimension).brief
    }

    private func words(_ forecast: MetricForecast) -> String {
        switch forecast.breach {
        case .already: forecast.isUpperLimit ? "over it now" : "under it now"
        case .after(let time): "in \(time.brief)"
        case .notWithin: "not in sight"
        }
    }

    /// What reaches its limit, and where regions' lag is going; the rest is counted.
    private var notable: [MetricForecast] {
        forecasts.filter { forecast in
            if case .notWithin = forecast.breach {
                forecast.series.service == nil && forecast.series.metric == Metric.replicationLag.name
            } else {
                true
            }
        }
    }

    package func text(_ style: Style, width: Int = 80) -> String {
        let shown = showsAll ? forecasts : notable
        var table = TextTable([
            ("METRIC", .left), ("NOW", .right), ("PER HOUR", .right), ("LIMIT", .right), ("ERROR", .right),
            ("REACHED", .left),
        ])
        for forecast in shown {
            let hourly = forecast.line.slope * 3_600_000
            table.add([
                TextTable.Cell(ForecastReport.name(forecast.series)),
                TextTable.Cell(value(forecast, forecast.current)),
                TextTable.Cell((hourly >= 0 ? "+" : "-") + value(forecast, abs(hourly))),
                TextTable.Cell(value(forecast, forecast.threshold.value)),
                TextTable.Cell(forecast.error.map { "±" + value(forecast, $0.median) } ?? Figures.unknown),
                TextTable.Cell(words(forecast)) { style, text in
                    switch forecast.breach {
                    case .already: style.red(text)
                    case .after: style.yellow(text)
                    case .notWithin: style.dim(text)
                    }
                },
            ])
        }
        var lines = table.lines(style, width: width)
        if shown.count < forecasts.count {
            lines += [
                "",
                "\(forecasts.count - shown.count) others do not reach their limits within \(horizon); --all shows them",
            ]
        }
        if !silent.isEmpty {
            let few = silent.filter { if case .tooFew = $0.why { true } else { false } }.count
            let stale = silent.count - few
            let parts = [(few, "with too few samples"), (stale, "without a recent one")].filter { $0.0 > 0 }
            lines += ["", "nothing is said of " + parts.map { "\($0.0) series \($0.1)" }.joined(separator: " and ")]
        }
        lines +=
            [""]
            + ("the median slope of the last \(span) (Theil-Sen), to \(horizon) ahead; ERROR is the median distance on the last "
            + "fifth, told from the rest").wrapped(to: width).map(style.dim)
        return lines.joined(separator: "\n") + "\n"
    }

    package var json: JSON {
        [
            "environment": .string(environment), "span_ms": .integer(span.rawValue),
            "horizon_ms": .integer(horizon.rawValue), "method": "theil-sen",
            "forecasts": .array(
                forecasts.map { forecast in
                    var after: JSON = .null
                    if case .after(let time) = forecast.breach { after = .integer(time.rawValue) }
                    return [
                        "region": .string(forecast.series.region), "service": .optional(forecast.series.service),
                        "metric": .string(forecast.series.metric), "current": .number(forecast.current),
                        "slope_per_hour": .number(forecast.line.slope * 3_600_000),
                        "threshold": .number(forecast.threshold.value),
                        "breach": .string(words(forecast)), "breach_after_ms": after,
                        "points": .count(forecast.points),
                        "held_out_error": Figures.json(forecast.error?.median),
                        "naive_error": Figures.json(forecast.error?.naive),
                    ]
                }),
            "silent": .array(silent.map { .string(ForecastReport.name($0.series)) }),
        ]
    }
}
