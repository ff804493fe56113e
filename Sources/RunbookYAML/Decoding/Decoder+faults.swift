import Runbook

extension Decoder {
    mutating func faultPlan() -> FaultPlan? {
        let root = tree.root
        checkWeights()
        guard let name = text(.faults, root), let runbook = text(.runbook, root),
            let expect = tree.value(.expect, in: root).flatMap(expectation)
        else { return nil }
        return FaultPlan(
            file: file, name: name, summary: text(.summary, root)?.value, runbook: runbook,
            mode: choice(.mode, root, Mode.self)?.value ?? .planned,
            parameters: tree.value(.set, in: root).map { arguments($0) } ?? [],
            approvals: choice(.approvals, root, FaultPlan.Approvals.self)?.value ?? .granted, expect: expect,
            faults: tree.value(.events, in: root).map { tree.children($0).compactMap { fault($0) } } ?? [])
    }

    private func expectation(_ mapping: Tree.Index) -> FaultPlan.Expectation? {
        guard let outcome = choice(.outcome, mapping, FaultPlan.Outcome.self) else { return nil }
        return FaultPlan.Expectation(
            outcome: outcome, step: text(.step, mapping), writer: text(.writer, mapping),
            weights: tree.value(.weights, in: mapping).map(weights) ?? [])
    }

    private func weights(_ mapping: Tree.Index) -> [FaultPlan.Weight] {
        tree.pairs(mapping).compactMap { key, value in
            tree.withText(value) { QuantityText.basisPoints($0) }
                .map { FaultPlan.Weight(region: located(key), share: $0) }
        }
    }

    /// Whatever else is wrong, unless it is in the weights.
    private mutating func checkWeights() {
        guard let expect = tree.value(.expect, in: tree.root), let pair = tree.pair(.weights, in: expect),
            tree[pair.value].kind == .mapping, isWhole(pair.value)
        else { return }
        let sum = weights(pair.value).reduce(into: Int64(0)) { $0 += Int64($1.share.rawValue) }
        guard sum != Int64(BasisPoints.all.rawValue) else { return }
        let written = BasisPoints(Int32(clamping: sum))
        sink.report(
            .weightsSum, "the expected weights come to \(written) and not to 100%",
            help: "Name every region that carries traffic at the end, so that the shares come to 100%.",
            at: tree.span(pair.key))
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
