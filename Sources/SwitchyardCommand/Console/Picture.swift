import Runbook

/// Something that is shown again and again in the same place, until Ctrl-C.
struct Picture {
    var every: Milliseconds

    enum Frame {
        /// Replaces the one before on a terminal, and follows it elsewhere.
        case picture(String)
        case line(String)
    }

    func show(_ frame: () async throws -> Frame) async throws {
        while !Task.isCancelled {
            switch try await frame() {
            case .line(let text): Output.write(text + "\n")
            case .picture(let text):
                Output.write(Terminal.isOutput ? "\u{1B}[H\u{1B}[2J" + text : text + "\n")
            }
            try? await Task.sleep(for: .milliseconds(every.rawValue))
        }
    }
}
