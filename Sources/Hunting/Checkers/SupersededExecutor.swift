import Engine

/// An executor from which the run was taken journals nothing, and once its successor has journaled something, asks for
/// nothing either.
package struct SupersededExecutor: HuntChecker {
    package static let name = "SupersededExecutor"
    package static let interests: Interests = [.took, .journaled, .asked, .sentAgain]
    private var epoch = Epoch(rawValue: 0)
    /// Of the latest record.
    private var acting = Epoch(rawValue: 0)

    package init() {}

    package mutating func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        switch sighting {
        case .took(let epoch):
            defer { self.epoch = epoch }
            return epoch <= self.epoch ? "epoch \(epoch.rawValue) follows \(self.epoch.rawValue)" : nil
        case .journaled(let record, let epoch):
            acting = max(acting, epoch)
            return epoch < self.epoch ? "record \(record.sequence) was written by a superseded executor" : nil
        case .asked(let request), .sentAgain(let request):
            guard request.assignment.epoch < acting else { return nil }
            return "\(scene.label(of: request.node)) is asked for by a superseded executor"
        default: return nil
        }
    }
}
