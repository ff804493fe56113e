import Runbook

/// The faults of a story, found by where they strike.
struct FaultScript {
    let fates: [Int: Fate]
    let looks: [Int: LookFault]
    let samples: [Int: SampleFault]
    let answers: [Int: AnswerFate]
    let boundaries: [Int: [Fault]]
    let calls: [StoreCall: [Int: StoreFault]]
    let rests: [Int: HuntOrder]
    let outages: [Outage]

    init(_ faults: [Fault]) {
        var fates: [Int: Fate] = [:]
        var looks: [Int: LookFault] = [:]
        var samples: [Int: SampleFault] = [:]
        var answers: [Int: AnswerFate] = [:]
        var boundaries: [Int: [Fault]] = [:]
        var calls: [StoreCall: [Int: StoreFault]] = [:]
        var rests: [Int: HuntOrder] = [:]
        var outages: [Outage] = []
        for fault in faults {
            switch fault {
            case .fate(let request, let fate): fates[request] = fate
            case .look(let look, let what): looks[look] = what
            case .sample(let sample, let what): samples[sample] = what
            case .answer(let question, let fate): answers[question] = fate
            case .outage(let outage): outages.append(outage)
            case .crash(let boundary, _, _), .suspend(let boundary, _, _), .clock(let boundary, _),
                .order(let boundary, _), .echo(let boundary, _):
                boundaries[boundary, default: []].append(fault)
            case .store(let fault): calls[fault.call, default: [:]][fault.first] = fault
            case .rest(let rest, let order): rests[rest] = order
            }
        }
        self.fates = fates
        self.looks = looks
        self.samples = samples
        self.answers = answers
        self.boundaries = boundaries
        self.calls = calls
        self.rests = rests
        self.outages = outages
    }
}
