import Engine
import Runbook

/// Each run comes to an end once faults cease and somebody attends to it, within bounds.
///
/// The story asks this itself, because only it knows that nothing can happen any more.
enum Liveness {
    static let name = "Liveness"

    static func complaint(_ stop: HuntScheduler.Stop, _ scene: Scene) -> String {
        let phase = "\(scene.fold.state.phase)"
        return switch stop {
        case .stuck: "nothing can happen any more, and the run is \(phase)"
        case .tooManyJobs: "no end in sight; the run is \(phase)"
        case .over: "no end after \(scene.sequence) records; the run is \(phase)"
        }
    }
}
