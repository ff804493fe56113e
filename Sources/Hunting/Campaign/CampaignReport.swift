import Runbook

/// What a campaign has to say.
package struct CampaignReport: Sendable {
    package var text: String

    package init(_ campaign: Campaign, seed: UInt64, took: Duration) {
        let seconds = Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18
        let hours = Double(campaign.coverage.simulated.rawValue) / 3_600_000
        var lines = ["seed \(seed), \(campaign.runs) runs, \(campaign.failures.count) failures"]
        lines.append(
            "\(Int(Double(campaign.runs) / seconds)) runs/s, \(Int(hours / seconds)) simulated hours/s, "
                + "\(campaign.coverage.records / max(1, campaign.runs)) records a run")
        let accepted = campaign.sizes.values.reduce(0, +)
        lines.append(
            "runbooks: \(accepted) of \(campaign.drawn) drawn passed the checker, steps \(CampaignReport.sizes(campaign))"
        )
        let rejected = campaign.rejected.sorted { $0.value > $1.value }.map { "\($0.key) \($0.value)" }
        if !rejected.isEmpty { lines.append("  rejected by \(rejected.joined(separator: ", "))") }
        lines.append("seen:")
        for (what, count) in campaign.coverage.counts.sorted(by: { $0.key < $1.key }) {
            lines.append("  \(count)  \(what)")
        }
        var byChecker: [String: [Campaign.Failure]] = [:]
        for failure in campaign.failures { byChecker[failure.violation.checker, default: []].append(failure) }
        for (checker, failures) in byChecker.sorted(by: { $0.key < $1.key }) {
            lines.append("\(checker): \(failures.count)")
            for failure in failures.prefix(5) { lines.append("  case \(failure.number): \(failure.violation.message)") }
        }
        text = lines.joined(separator: "\n")
    }

    private static func sizes(_ campaign: Campaign) -> String {
        let sizes = campaign.sizes.keys.sorted()
        return "\(sizes.first ?? 0) to \(sizes.last ?? 0)"
    }
}
