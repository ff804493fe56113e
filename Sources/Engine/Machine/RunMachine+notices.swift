package import RunbookCompiler

extension RunMachine {
    /// A message as it is sent now: `$run.outcome` is the end that the run is coming to.
    package func notice(_ index: Int) -> PlanNotice {
        var notice = plan.notices[index]
        let outcome =
            switch state.phase {
            case .finishing(let outcome), .ended(let outcome): outcome.rawValue
            case .rollingBack: "rolling back"
            case .held: "held"
            default: "running"
            }
        notice.message = notice.message.split(separator: "$run.outcome", omittingEmptySubsequences: false)
            .joined(separator: outcome)
        return notice
    }
}
