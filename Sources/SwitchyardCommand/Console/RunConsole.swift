import Engine
import Runbook
import Switchyard
import Synchronization

/// Shows a run while it is executed: a live view, plain lines, or JSON lines.
final class RunConsole: Sendable {
    enum Look: Sendable {
        case live, plain, json
    }

    private struct State {
        var news: RunProgress.News?
        var samples: [TimelineEntry] = []
        var drawn = 0
        var size = (width: 0, height: 0)
        /// People are being asked below the picture, which therefore stands still.
        var questions = 0
        var isOver = false
    }

    let look: Look
    private let run: String
    private let started: Milliseconds
    private let timekeeper: any Timekeeper
    private let state = Mutex(State())

    init(_ look: Look, run: String, started: Milliseconds, timekeeper: any Timekeeper) {
        self.look = look
        self.run = run
        self.started = started
        self.timekeeper = timekeeper
    }

    func tell(_ news: RunProgress.News) {
        switch look {
        case .json: for entry in news.entries { Output.write(entry.json.text() + "\n") }
        case .plain:
            for entry in news.entries { Output.write(entry.line(since: started, style: Terminal.style) + "\n") }
        case .live:
            state.withLock { state in
                state.news = news
                for entry in news.entries where entry.kind == .sampled {
                    state.samples.removeAll { $0.step == entry.step }
                    state.samples.append(entry)
                }
                draw(&state)
            }
        }
    }

    /// A remark beside the events: below the picture, as a line, or for people only.
    func remark(_ text: String) {
        switch look {
        case .json: Output.complain(text + "\n")
        case .plain: Output.write(text + "\n")
        case .live:
            state.withLock { state in
                Output.write(text + "\n")
                state.drawn = 0
            }
        }
    }

    /// Lets time show while nothing happens, until cancelled.
    func tick() async {
        guard look == .live else { return }
        Output.write("\u{1B}[?25l")
        while !Task.isCancelled {
            state.withLock { draw(&$0) }
            try? await Task.sleep(for: .milliseconds(250))
        }
    }

    func pausePicture(_ isAsking: Bool) {
        state.withLock { state in
            state.questions += isAsking ? 1 : -1
            state.drawn = 0
            if look == .live { Output.write(state.questions > 0 ? "\u{1B}[?25h" : "\u{1B}[?25l") }
        }
    }

    /// The last picture; the cursor is as it was.
    func close() {
        guard look == .live else { return }
        state.withLock { state in
            state.questions = 0
            draw(&state)
            state.isOver = true
            Output.write("\u{1B}[?25h\n")
        }
    }

    private func draw(_ state: inout State) {
        guard let news = state.news, state.questions == 0, !state.isOver else { return }
        let size = Terminal.size
        let frame = LiveFrame(
            session: news.session, world: news.world, samples: state.samples, started: started,
            now: max(timekeeper.now, news.session.lastTime),
            run: run)
        let lines = frame.lines(width: size.width, height: size.height, style: Terminal.style)
        var text = ""
        if state.drawn > 0 {
            text = size == state.size ? "\u{1B}[\(state.drawn)A\r" : "\u{1B}[H\u{1B}[2J"
        }
        for line in lines { text += line + "\u{1B}[K\n" }
        Output.write(text + "\u{1B}[J")
        state.drawn = lines.count
        state.size = size
    }
}
