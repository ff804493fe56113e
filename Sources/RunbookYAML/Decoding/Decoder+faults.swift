import Runbook

extension Decoder {
    mutating func faultPlan() -> FaultPlan? {
        let root = tree.root
        guard let name = text(.faults, root), let runbook = text(.runbook, root),
            let expect = tree.value(.expect, in: root).flatMap({ expectation($0) })
        else { return nil }
        return FaultPlan(
            file: file, name: name, summary: text(.summary, root)?.value, runbook: runbook,
            mode: choice(.mode, root, Mode.self)?.value ?? .planned,
            parameters: tree.value(.set, in: root).map { arguments($0) } ?? [],
            approvals: choice(.approvals, root, FaultPlan.Approvals.self)?.value ?? .granted, expect: expect,
            faults: tree.value(.events, in: root).map { tree.children($0).compactMap { fault($0) } } ?? [])
    }

    private mutating func expectation(_ mapping: Tree.Index) -> FaultPlan.Expectation? {
        guard let outcome = choice(.outcome, mapping, FaultPlan.Outcome.self) else { return nil }
        var weights: [FaultPlan.Weight] = []
        if let pair = tree.pair(.weights, in: mapping) {
            for (key, value) in tree.pairs(pair.value) {
                guard let share = tree.withText(value, { QuantityText.basisPoints($0) }) else { continue }
                weights.append(FaultPlan.Weight(region: located(key), share: share))
            }
            checkSum(weights, at: tree.span(pair.key))
        }
        return FaultPlan.Expectation(
            outcome: outcome, step: text(.step, mapping), writer: text(.writer, mapping), weights: weights)
    }

    private mutating func checkSum(_ weights: [FaultPlan.Weight], at span: SourceSpan) {
        let sum = weights.reduce(into: Int64(0)) { $0 += Int64($1.share.rawValue) }
        guard sum != Int64(BasisPoints.all.rawValue) else { return }
        let written = BasisPoints(Int32(clamping: sum))
        sink.report(
            .weightsSum, "the expected weights come to \(written) and not to 100%",
            help: "Name every region that carries traffic at the end, so that the shares come to 100%.", at: span)
    }

    private func fault(_ mapping: Tree.Index) -> FaultPlan.Fault? {
        guard let at = flatDuration(.at, mapping), let subject = subject(mapping), let kind = kind(mapping) else {
            return nil
        }
        return FaultPlan.Fault(at: at, subject: subject, kind: kind, span: tree.span(mapping))
    }

    private func subject(_ mapping: Tree.Index) -> FaultPlan.Subject? {
        if let link = tree.value(.link, in: mapping) {
            guard let from = text(.from, link), let to = text(.to, link) else { return nil }
            return .link(from: from, to: to)
        }
        guard let region = text(.region, mapping) else { return nil }
        return text(.service, mapping).map { .service($0, region: region) } ?? .region(region)
    }

    private func kind(_ mapping: Tree.Index) -> FaultPlan.Kind? {
        let factor = tree.value(.factor, in: mapping).flatMap { tree.withText($0) { QuantityText.number($0) } } ?? 1
        let action = text(.action, mapping)?.value ?? ""
        let times = flatInteger(.times, mapping) ?? 1
        return switch text(.fault, mapping)?.value {
        case "fail": .fail
        case "slow": .slow(factor: factor)
        case "partition": .partition
        case "restore": .restore
        case "refuse": .refuse(action: action, times: times)
        case "lose_reply": .loseReply(action: action, times: times)
        case "lose_request": .loseRequest(action: action, times: times)
        default: nil
        }
    }
}
