import Engine
import RunbookCompiler

/// Tells a story what one of its incarnations says of itself.
struct HuntObserver: RunObserver {
    let story: Story
    let incarnation: Incarnation

    init(_ story: Story, _ incarnation: Incarnation) {
        self.story = story
        self.incarnation = incarnation
    }

    func recorded(_ records: [JournalRecord], _ session: RunSession) {
        story.see(.live(session.machine, sequence: session.sequence))
    }

    func asked(_ node: NodeID, _ session: RunSession) { story.asked(node, incarnation) }
}
