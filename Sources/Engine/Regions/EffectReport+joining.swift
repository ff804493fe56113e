extension EffectReport {
    /// What several said, in one.
    init(_ answer: Answer, joining reports: [EffectReport]) {
        self.init(answer, detail: reports.map(\.detail).filter { !$0.isEmpty }.joined(separator: "; "))
    }
}

extension EffectReport.Answer {
    var failure: EffectFailure? { if case .notDone(let failure) = self { failure } else { nil } }
}
