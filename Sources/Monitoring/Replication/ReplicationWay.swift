import Runbook
import RunbookCompiler
import World

/// How what a writer writes comes to a region: hop by hop, as observed. What comes from elsewhere is other data.
struct ReplicationWay {
    private(set) var arrives = Knowledge.yes
    /// What the narrowest hop carries, in bytes a second; nil when that of any hop is not known.
    private(set) var bandwidth: Double? = .infinity

    init(of service: ServiceIndex, from writer: RegionIndex, to target: RegionIndex, in survey: Survey) {
        var (place, seen): (RegionIndex, Set<RegionIndex>) = (target, [])
        while place != writer {
            let state = survey.world[place, service]
            arrives = arrives.and(state.isStreaming)
            let hop = survey.value(.bandwidth, place, service)
            bandwidth = bandwidth.flatMap { known in hop.map { min(known, $0) } }
            guard case .region(let next) = state.source, seen.insert(place).inserted else {
                arrives = arrives.and(state.source == .unknown ? .unknown : .no)
                bandwidth = nil
                return
            }
            place = next
        }
        if writer == target { (arrives, bandwidth) = (.no, nil) }
    }
}
