import Runbook
import Switchyard

/// Something that is shown again and again in the same place, until Ctrl-C.
struct Picture {
    var every: Milliseconds

    enum Frame {
        /// Replaces the one before on a terminal, and follows it elsewhere.
        case picture(String)
        case line(String)
    }

    /// Until nobody reads it any more. What fails later than at the beginning is told, and tried again.
    func show(_ frame: () async throws -> Frame) async throws {
        var hasBegun = false
        while !Task.isCancelled {
            do {
                let isRead =
                    switch try await frame() {
                    case .line(let text): Output.offer(text + "\n")
                    case .picture(let text):
                        Output.offer(Terminal.isOutput ? "\u{1B}[H\u{1B}[2J" + text : text + "\n")
                    }
                guard isRead else { return }
                hasBegun = true
            } catch let error as OrchestratorError where hasBegun {
                ErrorReport.print(error)
            }
            try? await Task.sleep(for: .milliseconds(every.rawValue))
        }
    }
}
