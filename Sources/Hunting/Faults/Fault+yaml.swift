import Runbook
package import RunbookCompiler

/// A fault plan as people read it: a list in YAML, a fault a line.
extension Fault {
    package static func yaml(_ faults: [Fault], _ topology: Topology) -> String {
        guard !faults.isEmpty else { return "faults: []" }
        return (["faults:"] + faults.map { "  - {\($0.yaml(topology))}" }).joined(separator: "\n")
    }

    private func yaml(_ topology: Topology) -> String {
        switch self {
        case .fate(let request, let fate): "request: \(request), becomes: \(fate.rawValue)"
        case .look(let look, let fault): "look: \(look), \(fault.yaml)"
        case .sample(let sample, let fault): "sample: \(sample), \(fault.yaml)"
        case .answer(let question, let fate): "question: \(question), people: \(fate.rawValue)"
        case .outage(let outage):
            "region: \(topology.name(of: outage.region)), outage: \(outage.kind.rawValue), from: \(outage.from), "
                + "until: \(outage.until)"
        case .crash(let boundary, let down, let jump):
            "boundary: \(boundary), crash: {down: \(down), clock: \(jump)}"
        case .suspend(let boundary, let length, let jump):
            "boundary: \(boundary), suspend: {length: \(length), clock: \(jump)}"
        case .clock(let boundary, let jump): "boundary: \(boundary), clock: \(jump)"
        case .order(let boundary, let order): "boundary: \(boundary), order: \(order.yaml)"
        case .echo(let boundary, let outcome): "boundary: \(boundary), echo: \(outcome)"
        case .store(let fault):
            "store: \(fault.call.rawValue), call: \(fault.first), times: \(fault.times), kept: \(fault.isKept)"
        case .rest(let rest, let order): "rest: \(rest), order: \(order.yaml)"
        }
    }
}

extension LookFault {
    fileprivate var yaml: String {
        switch self {
        case .blind: "sees: nothing"
        case .slow(let length): "takes: \(length)"
        }
    }
}

extension SampleFault {
    fileprivate var yaml: String {
        switch self {
        case .breach: "shows: breach"
        case .unknown: "shows: nothing"
        case .stale: "shows: stale"
        case .slow(let length): "takes: \(length)"
        }
    }
}

extension HuntOrder {
    fileprivate var yaml: String {
        switch self {
        case .pause: "pause"
        case .proceed: "proceed"
        case .rollback: "rollback"
        case .stop: "stop"
        case .emergency: "emergency"
        case .planned: "planned"
        case .retry(let choice): "{retry: \(choice)}"
        case .skip(let choice): "{skip: \(choice)}"
        case .accept(let choice): "{accept_two_writers: \(choice)}"
        }
    }
}
