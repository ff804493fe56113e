package import Monitoring
package import Runbook

/// Suggestions, the largest effect first.
package struct AdviceReport: LookoutReport, Sendable {
    package var environment: String
    package var advice: [Advice]

    package init(environment: String, advice: [Advice]) {
        self.environment = environment
        self.advice = advice
    }

    package func text(_ style: Style, width: Int = 80) -> String {
        guard !advice.isEmpty else { return "nothing that could be measured would make \(environment) better\n" }
        var lines: [String] = []
        for (number, advice) in advice.enumerated() {
            let title = "\(number + 1). \(advice.sentence)"
            lines += title.wrapped(to: width).map(style.bold)
            lines.append("   \(AdviceReport.words(advice, style)), effort \(advice.effort.rawValue)")
            if let price = advice.price {
                lines += "price: \(price.sentence)".wrapped(to: width - 3).map { "   " + $0 }
            }
            lines += advice.evidence.wrapped(to: width - 3).map { "   " + style.dim($0) }
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }

    private static func words(_ advice: Advice, _ style: Style) -> String {
        let aim =
            switch advice.aim {
            case .rto: "RTO of \(advice.region)"
            case .rpo: "RPO of \(advice.region)"
            case .duration: "planned run to \(advice.region)"
            case .readiness: "readiness of \(advice.region)"
            case .availability: "availability of \(advice.region)"
            case .cost: "ready capacity of \(advice.region)"
            }
        let others =
            advice.others.isEmpty
            ? "" : ", likewise for \(advice.others.count) other\(advice.others.count == 1 ? "" : "s")"
        return "\(aim): \(advice.before.brief) → " + style.green(advice.after.brief) + others
    }

    package var json: JSON {
        [
            "environment": .string(environment),
            "advice": .array(
                advice.map {
                    [
                        "name": .string($0.name), "aim": .string($0.aim.rawValue), "region": .string($0.region),
                        "others": .array($0.others.map(JSON.string)),
                        "change": .string($0.sentence), "before": .number($0.before.value),
                        "after": .number($0.after.value),
                        "unit": .string($0.before.dimension == .time ? "ms" : $0.before.dimension.rawValue),
                        "effort": .string($0.effort.rawValue), "price": .optional($0.price?.sentence),
                        "evidence": .string($0.evidence),
                    ]
                }),
        ]
    }
}
